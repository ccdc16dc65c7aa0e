namespace Kem.Match.Web.Features.Suggestions;

/// <summary>What stands after a command: pairs of an option and its value, as in <c>--model model.json</c>.</summary>
internal sealed class CommandOptions
{
    private readonly Dictionary<string, string> values;
    private readonly string usage;

    private CommandOptions(Dictionary<string, string> values, string usage) => (this.values, this.usage) = (values, usage);

    /// <exception cref="FormatException">An option is not known, has no value or is given twice.</exception>
    public static CommandOptions Read(string[] options, string usage, params string[] known)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < options.Length; i += 2)
        {
            if (!known.Contains(options[i])) throw new FormatException($"{options[i]} is not an option. {usage}");
            if (i + 1 == options.Length) throw new FormatException($"{options[i]} needs a value. {usage}");
            if (!values.TryAdd(options[i], options[i + 1])) throw new FormatException($"{options[i]} is given twice. {usage}");
        }

        return new CommandOptions(values, usage);
    }

    /// <exception cref="FormatException">It is not given.</exception>
    public string Required(string option) => Optional(option) ?? throw new FormatException($"{option} is missing. {usage}");

    public string? Optional(string option) => values.GetValueOrDefault(option);
}
