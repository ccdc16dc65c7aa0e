using System.Runtime.InteropServices;

namespace Kem.Match.Benchmarks.Compare;

/// <summary>
/// The C interface of the XGBoost library that is installed on this machine, as far as the comparisons need it.
/// Debian's package <c>libxgboost0</c> puts it where the loader finds it.
/// </summary>
public static class Xgboost
{
    /// <summary>For the name of a peer in a <see cref="Measure"/>, e.g. <c>XGBoost 1.7.4</c>.</summary>
    /// <exception cref="PeerMissingException">The library is not installed.</exception>
    public static string Name
    {
        get
        {
            try
            {
                XgboostLibrary.XGBoostVersion(out var major, out var minor, out var patch);
                return $"XGBoost {major}.{minor}.{patch}";
            }
            catch (Exception e) when (e is DllNotFoundException or EntryPointNotFoundException)
            {
                throw new PeerMissingException("XGBoost is not installed: apt-get install libxgboost0", e);
            }
        }
    }

    internal static void Check(int outcome)
    {
        if (outcome != 0)
        {
            throw new InvalidOperationException($"XGBoost says: {Marshal.PtrToStringUTF8(XgboostLibrary.XGBGetLastError())}");
        }
    }
}

/// <summary>What we compare with cannot be run here. The message says how to install it.</summary>
public sealed class PeerMissingException(string message, Exception? inner = null) : Exception(message, inner);

internal static unsafe partial class XgboostLibrary
{
    private const string File = "libxgboost.so.0";

    [LibraryImport(File)]
    public static partial void XGBoostVersion(out int major, out int minor, out int patch);

    [LibraryImport(File)]
    public static partial IntPtr XGBGetLastError();

    [LibraryImport(File)]
    public static partial int XGDMatrixCreateFromMat(float* data, ulong rows, ulong columns, float missing, out IntPtr matrix);

    [LibraryImport(File)]
    public static partial int XGDMatrixFree(IntPtr matrix);

    [LibraryImport(File, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int XGDMatrixSetFloatInfo(IntPtr matrix, string field, float* values, ulong length);

    [LibraryImport(File, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int XGDMatrixSetUIntInfo(IntPtr matrix, string field, uint* values, ulong length);

    [LibraryImport(File)]
    public static partial int XGBoosterCreate(IntPtr* matrices, ulong count, out IntPtr booster);

    [LibraryImport(File)]
    public static partial int XGBoosterFree(IntPtr booster);

    [LibraryImport(File, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int XGBoosterSetParam(IntPtr booster, string name, string value);

    [LibraryImport(File)]
    public static partial int XGBoosterUpdateOneIter(IntPtr booster, int iteration, IntPtr matrix);

    [LibraryImport(File)]
    public static partial int XGBoosterPredictFromDMatrix(
        IntPtr booster, IntPtr matrix, byte* settings, out ulong* shape, out ulong dimensions, out float* result);

    [LibraryImport(File)]
    public static partial int XGBoosterPredictFromDense(
        IntPtr booster, byte* values, byte* settings, IntPtr proxy, out ulong* shape, out ulong dimensions, out float* result);

    [LibraryImport(File, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int XGBoosterSaveModelToBuffer(IntPtr booster, string settings, out ulong length, out byte* model);

    [LibraryImport(File)]
    public static partial int XGBoosterLoadModelFromBuffer(IntPtr booster, byte* model, ulong length);
}
