using System.Text.Encodings.Web;
using System.Text.Json;

namespace Kem.Match.Web.Data;

/// <summary>How a small record is kept in one column.</summary>
internal static class Json
{
    /// <summary>As it was written: æ, ø, å and every other script stay readable in the table.</summary>
    public static JsonSerializerOptions AsWritten { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
