namespace Kem.Match.Engine.Interchange;

/// <summary>Reads JSON-lines files: one object a line, empty lines skipped.</summary>
internal static class JsonLines
{
    /// <summary>Reads every line with <paramref name="readOne"/>; an id that is there twice breaks the file.</summary>
    /// <exception cref="InterchangeException">A line is broken; the message names file, line and field.</exception>
    public static IReadOnlyList<T> ReadAll<T>(TextReader reader, string file, Func<JsonItem, T> readOne, Func<T, string> idOf)
    {
        var all = new List<T>();
        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in Read(reader, file))
        {
            var one = readOne(item);
            if (!ids.Add(idOf(one))) throw item.Wrong("id", $"'{idOf(one)}' is there twice");
            all.Add(one);
        }

        return all;
    }

    private static IEnumerable<JsonItem> Read(TextReader reader, string file)
    {
        var number = 0;
        while (reader.ReadLine() is { } line)
        {
            number++;
            var text = line.TrimStart('\uFEFF').Trim();
            if (text.Length > 0) yield return JsonItem.ReadLine(text, file, number);
        }
    }
}
