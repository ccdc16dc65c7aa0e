using System.Globalization;
using System.Text;

namespace Kem.Match.Benchmarks.Compare;

/// <summary>
/// Rows of float features as XGBoost wants them: a DMatrix for training and contributions, and the same memory
/// for <see cref="XgboostBooster.PredictDense"/>. NaN is a missing value.
/// </summary>
public sealed unsafe class XgboostData : IDisposable
{
    private readonly float[] pinned;

    /// <param name="rows">Row-major.</param>
    /// <param name="columns">Features per row.</param>
    public XgboostData(ReadOnlySpan<float> rows, int columns)
    {
        _ = Xgboost.Name;

        Columns = columns;
        Rows = rows.Length / columns;
        pinned = GC.AllocateUninitializedArray<float>(rows.Length, pinned: true);
        rows.CopyTo(pinned);

        fixed (float* start = pinned)
        {
            Xgboost.Check(XgboostLibrary.XGDMatrixCreateFromMat(start, (ulong)Rows, (ulong)columns, float.NaN, out var matrix));
            Matrix = matrix;

            // Written once, so that a timed prediction pays for the prediction only.
            Interface = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture,
                $$"""{"data":[{{(long)start}},true],"shape":[{{Rows}},{{columns}}],"typestr":"<f4","version":3}""") + '\0');
        }
    }

    public int Rows { get; }
    public int Columns { get; }
    internal IntPtr Matrix { get; }

    /// <summary>XGBoost's description of the memory in which the rows lie (NumPy's array interface).</summary>
    internal byte[] Interface { get; }

    /// <summary>One label per row.</summary>
    public void SetLabels(ReadOnlySpan<float> labels)
    {
        fixed (float* start = labels)
        {
            Xgboost.Check(XgboostLibrary.XGDMatrixSetFloatInfo(Matrix, "label", start, (ulong)labels.Length));
        }
    }

    /// <summary>How many rows each query has, in their order.</summary>
    public void SetGroups(ReadOnlySpan<uint> sizes)
    {
        fixed (uint* start = sizes)
        {
            Xgboost.Check(XgboostLibrary.XGDMatrixSetUIntInfo(Matrix, "group", start, (ulong)sizes.Length));
        }
    }

    /// <summary>One score per row from which training starts.</summary>
    public void SetBaseMargins(ReadOnlySpan<float> margins)
    {
        fixed (float* start = margins)
        {
            Xgboost.Check(XgboostLibrary.XGDMatrixSetFloatInfo(Matrix, "base_margin", start, (ulong)margins.Length));
        }
    }

    public void Dispose()
    {
        Xgboost.Check(XgboostLibrary.XGDMatrixFree(Matrix));
        GC.KeepAlive(pinned);
    }
}
