using System.Runtime.InteropServices;

namespace Modular.Plugins.Logging.Dlt.Interop;

/// <summary>libdlt's <c>DltContext</c>: 32 bytes on 64-bit systems. The library keeps its address, so it lives in native memory.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct DltContextHandle
{
    public uint ContextId;
    public int LogLevelPosition;
    public sbyte* LogLevel;
    public sbyte* TraceStatus;
    public byte MessageCounter;
}
