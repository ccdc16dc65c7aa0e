namespace Kem.Match.Engine.Interchange;

/// <summary>A file could not be read. The message says where, so that a person can open the file and correct it.</summary>
/// <param name="file">The file as the caller named it.</param>
/// <param name="line">Line, counted from 1.</param>
/// <param name="field">The field that is wrong, or empty when the line itself is.</param>
/// <param name="what">What is wrong.</param>
public sealed class InterchangeException(string file, int line, string field, string what, Exception? inner = null)
    : Exception($"{file}, line {line}{(field.Length == 0 ? "" : $", field '{field}'")}: {what}", inner)
{
    public string File { get; } = file;
    public int Line { get; } = line;
    public string Field { get; } = field;
}
