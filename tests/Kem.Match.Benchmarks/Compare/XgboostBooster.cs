using System.Globalization;

namespace Kem.Match.Benchmarks.Compare;

/// <summary>One of XGBoost's models: trained here, or read from its JSON.</summary>
public sealed unsafe class XgboostBooster : IDisposable
{
    // "Margin" is XGBoost's word for the plain sum of the trees and the base score.
    private static readonly byte[] Margin = Prediction(1);
    private static readonly byte[] Contributions = Prediction(2);

    private readonly IntPtr booster;

    private XgboostBooster(IntPtr booster, int threads)
    {
        this.booster = booster;
        Set("verbosity", "0");
        Set("nthread", threads.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>A model without trees; <see cref="Update"/> adds one.</summary>
    /// <param name="threads">How many threads may train and predict.</param>
    /// <param name="data">What it will be trained on.</param>
    /// <param name="settings">XGBoost's parameters by their own names, e.g. <c>("objective", "rank:pairwise")</c>.</param>
    public static XgboostBooster Start(int threads, XgboostData data, params (string Name, string Value)[] settings)
    {
        var matrix = data.Matrix;
        Xgboost.Check(XgboostLibrary.XGBoosterCreate(&matrix, 1, out var handle));
        var booster = new XgboostBooster(handle, threads);

        foreach (var (name, value) in settings)
        {
            booster.Set(name, value);
        }

        return booster;
    }

    /// <summary>Reads a model in XGBoost's JSON.</summary>
    public static XgboostBooster Load(int threads, ReadOnlySpan<byte> json)
    {
        _ = Xgboost.Name;
        Xgboost.Check(XgboostLibrary.XGBoosterCreate(null, 0, out var handle));
        var booster = new XgboostBooster(handle, threads);

        fixed (byte* start = json)
        {
            Xgboost.Check(XgboostLibrary.XGBoosterLoadModelFromBuffer(handle, start, (ulong)json.Length));
        }

        // A model that is loaded brings its own thread count.
        booster.Set("nthread", threads.ToString(CultureInfo.InvariantCulture));
        return booster;
    }

    public void Set(string name, string value) => Xgboost.Check(XgboostLibrary.XGBoosterSetParam(booster, name, value));

    /// <summary>Trains one more tree (one more round).</summary>
    /// <param name="round">Counted from 0.</param>
    public void Update(int round, XgboostData data) => Xgboost.Check(XgboostLibrary.XGBoosterUpdateOneIter(booster, round, data.Matrix));

    /// <summary>Scores rows where they lie, the fastest way that XGBoost offers.</summary>
    /// <returns>One score per row, in memory that XGBoost uses again at the next call.</returns>
    public ReadOnlySpan<float> PredictDense(XgboostData data)
    {
        fixed (byte* values = data.Interface, settings = Margin)
        {
            Xgboost.Check(XgboostLibrary.XGBoosterPredictFromDense(booster, values, settings, IntPtr.Zero, out _, out _, out var result));
            return new ReadOnlySpan<float>(result, data.Rows);
        }
    }

    /// <summary>Scores a DMatrix, whose result XGBoost may remember between calls.</summary>
    public ReadOnlySpan<float> Predict(XgboostData data)
    {
        fixed (byte* settings = Margin)
        {
            Xgboost.Check(XgboostLibrary.XGBoosterPredictFromDMatrix(booster, data.Matrix, settings, out _, out _, out var result));
            return new ReadOnlySpan<float>(result, data.Rows);
        }
    }

    /// <summary>Exact TreeSHAP: per row one contribution per feature and then the bias, in XGBoost's own memory.</summary>
    public ReadOnlySpan<float> PredictContributions(XgboostData data)
    {
        fixed (byte* settings = Contributions)
        {
            Xgboost.Check(XgboostLibrary.XGBoosterPredictFromDMatrix(booster, data.Matrix, settings, out _, out _, out var result));
            return new ReadOnlySpan<float>(result, data.Rows * (data.Columns + 1));
        }
    }

    /// <summary>The model in XGBoost's JSON.</summary>
    public byte[] Save()
    {
        Xgboost.Check(XgboostLibrary.XGBoosterSaveModelToBuffer(booster, """{"format":"json"}""", out var length, out var model));
        return new ReadOnlySpan<byte>(model, checked((int)length)).ToArray();
    }

    public void Dispose() => Xgboost.Check(XgboostLibrary.XGBoosterFree(booster));

    private static byte[] Prediction(int type) => System.Text.Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture,
        $$"""{"type":{{type}},"training":false,"iteration_begin":0,"iteration_end":0,"strict_shape":false,"missing":NaN,"cache_id":0}""") + '\0');
}
