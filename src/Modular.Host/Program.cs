using Modular.Hosting.Commands;

using var signals = new ShutdownSignals();
return await HostProgram.RunAsync(args, HostEnvironment.Current(), signals.Token);
