using System.Numerics;

namespace Kem.Match.Engine.Search;

/// <summary>
/// Promise is added up in whole millionths (2⁻²⁰), so that the sum is the same in whichever order it is made and a
/// search that stops early gives exactly what a search of everything gives.
/// </summary>
internal static class Points
{
    private const int One = 1 << 20;

    public static int Of(float value) => (int)(value * One);

    public static Vector<int> Of(Vector<float> values) => Vector.ConvertToInt32(values * One);

    public static float ToFloat(int points) => points / (float)One;
}
