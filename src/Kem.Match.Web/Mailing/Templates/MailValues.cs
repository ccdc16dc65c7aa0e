using System.Collections;
using System.Globalization;
using System.Text.Json;

namespace Kem.Match.Web.Mailing.Templates;

/// <summary>
/// What a letter has to say, apart from the words: dates as dates and people's own words as they wrote them, so that the
/// letter can be written in any language and in the municipality's own words.
/// </summary>
public sealed class MailValues : IEnumerable<KeyValuePair<string, string>>
{
    private readonly SortedDictionary<string, string> values = new(StringComparer.Ordinal);

    public string this[string name] => values.GetValueOrDefault(name, "");

    public void Add(string name, string value) => values[name] = value;

    public void Add(string name, DateOnly day) => values[name] = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public void Add(string name, TimeOnly time) => values[name] = time.ToString("HH:mm", CultureInfo.InvariantCulture);

    public void Add(string name, int number) => values[name] = number.ToString(CultureInfo.InvariantCulture);

    /// <summary>One name or one item to a line.</summary>
    public void Add(string name, IEnumerable<string> items) => values[name] = string.Join('\n', items.Select(MailText.OneLine));

    /// <summary>As they are stored with the mail.</summary>
    public string ToJson() => JsonSerializer.Serialize(values);

    public static MailValues FromJson(string json)
    {
        var read = new MailValues();

        foreach (var (name, value) in JsonSerializer.Deserialize<Dictionary<string, string>>(json) ?? [])
        {
            read.Add(name, value);
        }

        return read;
    }

    public IEnumerator<KeyValuePair<string, string>> GetEnumerator() => values.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
