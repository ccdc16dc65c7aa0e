namespace Kem.Match.Markets;

/// <summary>Seeded draws, and draws that are the same for the same question in whatever order it is asked.</summary>
internal static class Chance
{
    public static double Normal(this Random random)
    {
        var radius = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble()));
        return radius * Math.Cos(2 * Math.PI * random.NextDouble());
    }

    public static double[] Direction(this Random random, int dimensions)
    {
        var vector = new double[dimensions];
        for (var i = 0; i < dimensions; i++) vector[i] = random.Normal();
        var length = Math.Sqrt(vector.Sum(x => x * x));
        return Array.ConvertAll(vector, x => x / length);
    }

    public static double Logistic(double x) => 1 / (1 + Math.Exp(-x));

    /// <summary>A number from 0 to 1 that depends on the four whole numbers alone (splitmix64's finaliser).</summary>
    public static double Of(int seed, int question, int need, int partner)
    {
        var bits = ((ulong)(uint)seed << 44) ^ ((ulong)(uint)question << 34) ^ ((ulong)(uint)need << 14) ^ (uint)partner;
        bits += 0x9E3779B97F4A7C15;
        bits = (bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9;
        bits = (bits ^ (bits >> 27)) * 0x94D049BB133111EB;
        bits ^= bits >> 31;
        return (bits >> 11) * (1.0 / (1UL << 53));
    }

    /// <summary>A standard normal number that depends on the four whole numbers alone.</summary>
    public static double NormalOf(int seed, int question, int need, int partner)
    {
        var radius = Math.Sqrt(-2 * Math.Log(1 - Of(seed, question, need, partner)));
        return radius * Math.Cos(2 * Math.PI * Of(seed, question + 1, need, partner));
    }
}
