using System.Text;

namespace Modular.DoIp.Messages;

/// <summary>Vehicle identification number as entities announce it: 17 bytes, or a filler where none is programmed.</summary>
/// <remarks>
/// A VIN points to a person, so <see cref="ToString"/> shows the manufacturer's three characters only and may go into logs;
/// <see cref="Value"/> is the whole number.
/// </remarks>
public readonly record struct VehicleIdentificationNumber
{
    /// <summary>Length of a VIN in bytes.</summary>
    public const int Length = 17;

    private readonly string? _value;

    private VehicleIdentificationNumber(string value) => _value = value;

    /// <summary>Not programmed, written as 17 bytes 0xFF.</summary>
    public static VehicleIdentificationNumber NotSet { get; } = new(new string('\u00FF', Length));

    /// <summary>The 17 characters, one per byte of the wire; a filler appears as the characters U+00FF or U+0000.</summary>
    public string Value => _value ?? NotSet._value!;

    /// <summary>False when the entity holds a filler of 0x00 or 0xFF instead of a number.</summary>
    public bool IsSet => Value.AsSpan().ContainsAnyExcept('\0', '\u00FF');

    /// <summary>A VIN from its text.</summary>
    /// <param name="text">17 characters of one byte each.</param>
    /// <exception cref="ArgumentException">The text does not have 17 characters, or one does not fit a byte.</exception>
    public static VehicleIdentificationNumber Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length != Length || text.AsSpan().ContainsAnyExceptInRange('\0', '\u00FF'))
        {
            throw new ArgumentException($"A VIN has {Length} characters of one byte each.", nameof(text));
        }

        return new VehicleIdentificationNumber(text);
    }

    /// <summary>A VIN from its bytes, whatever they are.</summary>
    /// <param name="bytes">17 bytes.</param>
    /// <exception cref="ArgumentException">There are not exactly 17 bytes.</exception>
    public static VehicleIdentificationNumber FromBytes(ReadOnlySpan<byte> bytes) => bytes.Length == Length
        ? new VehicleIdentificationNumber(Encoding.Latin1.GetString(bytes))
        : throw new ArgumentException($"A VIN has {Length} bytes.", nameof(bytes));

    /// <summary>Writes the 17 bytes of the VIN.</summary>
    /// <param name="destination">At least 17 bytes.</param>
    public void CopyTo(Span<byte> destination) => Encoding.Latin1.GetBytes(Value, destination);

    /// <summary>Two numbers are equal when their 17 bytes are.</summary>
    /// <param name="other">The number to compare with.</param>
    public bool Equals(VehicleIdentificationNumber other) => string.Equals(Value, other.Value, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override int GetHashCode() => string.GetHashCode(Value, StringComparison.Ordinal);

    /// <summary>Manufacturer part followed by asterisks, fit for logs.</summary>
    public override string ToString() => IsSet ? string.Concat(Value.AsSpan(0, 3), "**************") : "(not set)";
}
