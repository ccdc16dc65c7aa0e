using System.Text.RegularExpressions;

namespace Kem.Match.Web.Domain.Agreements;

/// <summary>A stretch of a clause: ours, or written by the parties.</summary>
public sealed record TextPiece(string Text, bool IsWritten);

/// <summary>
/// Puts answers into the text of a clause: <c>{field}</c> is an answer, and a part in square brackets is left out when none of
/// its fields has one.
/// </summary>
public static partial class ClauseText
{
    /// <summary>The pieces of the text, what the parties have written apart from what stands there for everybody.</summary>
    public static IReadOnlyList<TextPiece> Fill(string template, Func<string, string> answerTo)
    {
        var text = OptionalPart().Replace(template, part => FieldsIn(part.Value).Any(field => answerTo(field).Length > 0) ? part.Groups["part"].Value : "");
        var pieces = new List<TextPiece>();
        var place = 0;

        foreach (var found in Placeholder().Matches(text).ToList())
        {
            pieces.Add(new TextPiece(text[place..found.Index], IsWritten: false));
            place = found.Index + found.Length;

            var answer = WithoutStop(answerTo(found.Groups["field"].Value));
            var isEnded = answer.Length > 0 && answer[^1] is '.' or '?' or '!';
            pieces.Add(answer.Length == 0 ? new TextPiece(AgreementText.Gap, IsWritten: false) : new TextPiece(answer, IsWritten: true));
            pieces.Add(new TextPiece(isEnded ? "" : found.Groups["stop"].Value, IsWritten: false));
        }

        pieces.Add(new TextPiece(text[place..], IsWritten: false));
        return [.. pieces.Where(piece => piece.Text.Length > 0)];
    }

    /// <summary>May the field be left empty without anybody missing it?</summary>
    public static bool IsOptional(string template, string field) => OptionalPart().Matches(template).Any(part => FieldsIn(part.Value).Contains(field));

    /// <summary>Must the field be answered, when it is known which others are?</summary>
    public static bool IsNeeded(string template, string field, Func<string, bool> isAnswered)
    {
        var part = OptionalPart().Matches(template).FirstOrDefault(part => FieldsIn(part.Value).Contains(field));
        return part is null ? FieldsIn(template).Contains(field) : FieldsIn(part.Value).Any(isAnswered);
    }

    /// <summary>The sentence with exactly one end.</summary>
    public static string Ended(string text)
    {
        var sentence = WithoutStop(text);
        return sentence.Length == 0 || sentence[^1] is '?' or '!' ? sentence : sentence + ".";
    }

    // An answer is put in without its last full stop, because the template has it; a list of lines keeps the stop of each line.
    private static string WithoutStop(string text) =>
        text.StartsWith('\n') ? text.TrimEnd() : text.Trim().TrimEnd('.');

    private static IEnumerable<string> FieldsIn(string template) => Placeholder().Matches(template).Select(found => found.Groups["field"].Value);

    [GeneratedRegex(@"\{(?<field>\w+)\}(?<stop>\.?)", RegexOptions.ExplicitCapture)]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"\[(?<part>[^\[\]]*)\]", RegexOptions.ExplicitCapture)]
    private static partial Regex OptionalPart();
}
