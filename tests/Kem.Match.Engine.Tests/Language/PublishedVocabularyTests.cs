using Kem.Match.Engine.Language;

namespace Kem.Match.Engine.Tests.Language;

public class PublishedVocabularyTests
{
    [Theory]
    [InlineData("danish")]
    [InlineData("english")]
    [Trait("needs", "reference")]
    public void Every_word_of_the_published_vocabulary_gets_its_published_stem(string language)
    {
        var folder = Checkout.Beside("shared", "reference", "snowball");
        Assert.SkipUnless(Directory.Exists(folder), $"The published vocabulary is not beside the checkout ({folder}).");

        var words = File.ReadAllLines(Path.Combine(folder, $"{language}-voc.txt"));
        var stems = File.ReadAllLines(Path.Combine(folder, $"{language}-output.txt"));
        Func<string, string> stem = language == "danish" ? DanishStemmer.Stem : EnglishStemmer.Stem;

        var wrong = words.Zip(stems)
            .Where(pair => stem(pair.First) != pair.Second)
            .Select(pair => $"{pair.First}: {stem(pair.First)}, not {pair.Second}")
            .ToList();

        Assert.True(words.Length > 20_000);
        Assert.True(wrong.Count == 0, $"{wrong.Count} of {words.Length} differ:\n{string.Join('\n', wrong.Take(60))}");
    }
}
