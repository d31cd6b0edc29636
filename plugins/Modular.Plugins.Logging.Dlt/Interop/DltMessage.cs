using System.Runtime.InteropServices;

namespace Modular.Plugins.Logging.Dlt.Interop;

/// <summary>libdlt's <c>DltContextData</c>, one message being written: 56 bytes on 64-bit systems.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct DltMessage
{
    public DltContextHandle* Context;
    public byte* Buffer;
    public int Size;
    public int LogLevel;
    public int TraceStatus;
    public int ArgumentCount;
    public byte* ContextDescription;
    public int UseTimestamp;
    public uint Timestamp;
    public sbyte IsVerbose;

    // Room for members that later versions of the library may append: it writes into what we give it.
    public fixed byte Reserve[64];
}
