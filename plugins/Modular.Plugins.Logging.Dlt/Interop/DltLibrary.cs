using System.Runtime.InteropServices;
using System.Text;
using Modular.Plugins.Logging.Dlt.Configuration;

namespace Modular.Plugins.Logging.Dlt.Interop;

/// <summary>The functions of libdlt that are needed, and one registration of an application with all contexts. Not thread-safe.</summary>
internal sealed unsafe class DltLibrary : IDisposable
{
    /// <summary>Name of the library, whose number is its binary interface.</summary>
    public const string FileName = "libdlt.so.2";

    private readonly delegate* unmanaged[Cdecl]<byte*, byte*, int> _registerApplication;
    private readonly delegate* unmanaged[Cdecl]<int> _unregisterApplication;
    private readonly delegate* unmanaged[Cdecl]<DltContextHandle*, byte*, byte*, int> _registerContext;
    private readonly delegate* unmanaged[Cdecl]<DltContextHandle*, int> _unregisterContext;
    private readonly delegate* unmanaged[Cdecl]<DltContextHandle*, DltMessage*, int, int> _start;
    private readonly delegate* unmanaged[Cdecl]<DltMessage*, byte*, int> _writeText;
    private readonly delegate* unmanaged[Cdecl]<DltMessage*, int> _finish;
    private DltContextHandle* _contexts;

    private DltLibrary(nint library)
    {
        _registerApplication = (delegate* unmanaged[Cdecl]<byte*, byte*, int>)NativeLibrary.GetExport(library, "dlt_register_app");
        _unregisterApplication = (delegate* unmanaged[Cdecl]<int>)NativeLibrary.GetExport(library, "dlt_unregister_app");
        _registerContext = (delegate* unmanaged[Cdecl]<DltContextHandle*, byte*, byte*, int>)NativeLibrary.GetExport(library, "dlt_register_context");
        _unregisterContext = (delegate* unmanaged[Cdecl]<DltContextHandle*, int>)NativeLibrary.GetExport(library, "dlt_unregister_context");
        _start = (delegate* unmanaged[Cdecl]<DltContextHandle*, DltMessage*, int, int>)NativeLibrary.GetExport(library, "dlt_user_log_write_start");
        _writeText = (delegate* unmanaged[Cdecl]<DltMessage*, byte*, int>)NativeLibrary.GetExport(library, "dlt_user_log_write_utf8_string");
        _finish = (delegate* unmanaged[Cdecl]<DltMessage*, int>)NativeLibrary.GetExport(library, "dlt_user_log_write_finish");
    }

    /// <summary>Loads the library and registers the application.</summary>
    /// <param name="fileName">The library.</param>
    /// <param name="options">Id and description.</param>
    /// <param name="refused">Told what the library refuses at the registration; the log goes to it all the same.</param>
    /// <param name="problem">Why there is none, for the operator.</param>
    /// <returns>The library, or null with a problem.</returns>
    public static DltLibrary? TryOpen(string fileName, DltOptions options, Action<string> refused, out string? problem)
    {
        // Never freed: its threads and its exit handler would run in memory that is gone.
        if (!NativeLibrary.TryLoad(fileName, out var handle))
        {
            problem = $"{fileName} cannot be loaded; install it (on Debian package libdlt2) or set Dlt:Enabled to false";
            return null;
        }

        try
        {
            var library = new DltLibrary(handle);
            library.Register(options, refused);
            problem = null;
            return library;
        }
        catch (EntryPointNotFoundException exception)
        {
            problem = $"{fileName} is not the library it should be: {exception.Message}";
            return null;
        }
    }

    /// <summary>Writes one message of one text.</summary>
    /// <param name="context">Where.</param>
    /// <param name="level">How serious; the daemon may have switched it off.</param>
    /// <param name="text">UTF-8 ended by a zero byte.</param>
    /// <returns>What the library returned: negative when the message is not on its way.</returns>
    public int Write(DltContextId context, DltLevel level, ReadOnlySpan<byte> text)
    {
        ObjectDisposedException.ThrowIf(_contexts is null, this);
        var message = default(DltMessage);
        var started = _start(_contexts + (int)context, &message, (int)level);
        if (started <= 0)
        {
            // 0: the daemon wants nothing of this level.
            return started;
        }

        int written;
        fixed (byte* bytes = text)
        {
            written = _writeText(&message, bytes);
        }

        // Also after a failure: it gives back the buffer that the start took.
        var finished = _finish(&message);
        return written < 0 ? written : finished;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_contexts is null)
        {
            return;
        }

        for (var index = 0; index < DltContexts.All.Count; index++)
        {
            _ = _unregisterContext(_contexts + index);
        }

        _ = _unregisterApplication();
        NativeMemory.Free(_contexts);
        _contexts = null;
    }

    private static byte[] ToNative(string text) => Encoding.UTF8.GetBytes(text + '\0');

    private static void Check(int code, string what, Action<string> refused)
    {
        if (code < 0)
        {
            refused($"the registration of {what} with {DltReturn.Describe(code)}");
        }
    }

    private void Register(DltOptions options, Action<string> refused)
    {
        fixed (byte* id = ToNative(options.ApplicationId), description = ToNative(options.ApplicationDescription))
        {
            Check(_registerApplication(id, description), $"application {options.ApplicationId}", refused);
        }

        _contexts = (DltContextHandle*)NativeMemory.AllocZeroed((nuint)DltContexts.All.Count, (nuint)sizeof(DltContextHandle));
        for (var index = 0; index < DltContexts.All.Count; index++)
        {
            var (name, text) = DltContexts.All[index];
            fixed (byte* id = ToNative(name), description = ToNative(text))
            {
                Check(_registerContext(_contexts + index, id, description), $"context {name}", refused);
            }
        }
    }
}
