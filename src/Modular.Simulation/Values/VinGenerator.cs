namespace Modular.Simulation.Values;

/// <summary>Invents vehicle identification numbers that pass the usual checks, of a maker that does not exist.</summary>
public static class VinGenerator
{
    /// <summary>Number of characters of a vehicle identification number.</summary>
    public const int Length = 17;

    private const string Characters = "ABCDEFGHJKLMNPRSTUVWXYZ0123456789";
    private const string MakerAndType = "XM0DEMA";
    private const int CheckPosition = 8;
    private const int SerialDigits = 6;

    private static readonly int[] Weights = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2];

    /// <summary>Invents a number.</summary>
    /// <param name="seed">The same seed gives the same number.</param>
    /// <returns>17 characters, digits and capital letters without I, O and Q, with a correct check digit.</returns>
    public static string Create(int seed)
    {
        var random = StableRandom.For(seed, "VIN");
        var vin = new char[Length];
        MakerAndType.CopyTo(vin);
        vin[7] = Characters[random.Next(Characters.Length)];
        vin[9] = Characters[random.Next(20)];
        vin[10] = Characters[random.Next(23)];
        for (var index = Length - SerialDigits; index < Length; index++)
        {
            vin[index] = (char)('0' + random.Next(10));
        }

        vin[CheckPosition] = '0';
        vin[CheckPosition] = CheckDigit(vin);
        return new string(vin);
    }

    /// <summary>Whether a text can be a vehicle identification number. The check digit is not looked at: much of the world has none.</summary>
    /// <param name="vin">The text.</param>
    /// <returns>True for 17 digits and capital letters without I, O and Q.</returns>
    public static bool IsValid(string vin)
    {
        ArgumentNullException.ThrowIfNull(vin);
        return vin.Length == Length && vin.All(Characters.Contains);
    }

    internal static char CheckDigit(ReadOnlySpan<char> vin)
    {
        var sum = 0;
        for (var index = 0; index < Length; index++)
        {
            sum += Weights[index] * ValueOf(vin[index]);
        }

        return sum % 11 == 10 ? 'X' : (char)('0' + (sum % 11));
    }

    // A to H count 1 to 8, J to R 1 to 9 without O and Q, S to Z 2 to 9.
    private static int ValueOf(char character) => character switch
    {
        >= '0' and <= '9' => character - '0',
        >= 'A' and <= 'H' => character - 'A' + 1,
        >= 'J' and <= 'R' => character - 'J' + 1,
        _ => character - 'S' + 2,
    };
}
