using System.Globalization;
using Modular.Hosting.Probe;

// cycles ROOT ID COUNT: loads, starts, stops and unloads a plugin again and again, and tells what stays.
// unload ROOT ID ROW: runs one row of the leak table, and tells whether the plugin is gone afterwards.
switch (args)
{
    case ["cycles", var root, var id, var count]:
        return await CyclesProbe.RunAsync(root, id, int.Parse(count, CultureInfo.InvariantCulture));
    case ["unload", var root, var id, var row]:
        return await UnloadProbe.RunAsync(root, id, row);
    default:
        await Console.Error.WriteLineAsync("usage: cycles ROOT ID COUNT | unload ROOT ID ROW");
        return 2;
}
