using BenchmarkDotNet.Attributes;
using Kem.Match.Engine;
using Kem.Match.Engine.Taxonomy;

namespace Kem.Match.Benchmarks.Parts;

/// <summary>Reading what people write.</summary>
[MemoryDiagnoser]
public class LanguageParts
{
    private const string Sentence = "Vi mangler frivillige, der vil besøge ældre og drikke kaffe med dem om eftermiddagen";

    private EngineData? data;

    [GlobalSetup]
    public void Prepare() =>
        data = EngineData.Read(file => File.OpenRead(Path.Combine(AppContext.BaseDirectory, "data", file)));

    [Benchmark(Description = "read a sentence into codes")]
    public IReadOnlyList<ReadCode> ReadSentence() => data!.Vocabulary.ReadSentence(Sentence);
}
