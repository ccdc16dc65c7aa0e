namespace Kem.Match.Web.Domain.Agreements;

/// <summary>A paragraph or a list inside a clause.</summary>
public sealed record ClauseBlock(bool IsList, IReadOnlyList<string> Lines)
{
    private const string Bullet = "- ";

    public static IReadOnlyList<ClauseBlock> Of(string text)
    {
        var blocks = new List<ClauseBlock>();

        foreach (var line in text.ReplaceLineEndings("\n").Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0))
        {
            var isList = line.StartsWith(Bullet, StringComparison.Ordinal);
            var shown = isList ? line[Bullet.Length..] : line;

            if (isList && blocks is [.., { IsList: true } open])
            {
                blocks[^1] = open with { Lines = [.. open.Lines, shown] };
            }
            else
            {
                blocks.Add(new ClauseBlock(isList, [shown]));
            }
        }

        return blocks;
    }

    /// <summary>A line cut where an answer is missing: between any two pieces stands a gap.</summary>
    public static string[] Pieces(string line) => line.Split(AgreementText.Gap);
}
