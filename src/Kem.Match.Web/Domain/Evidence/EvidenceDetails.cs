using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;

namespace Kem.Match.Web.Domain.Evidence;

/// <summary>What is known of an event beyond who, what and when. A field that says nothing is left out.</summary>
public sealed record EvidenceDetails
{
    // Only what is filled in is written, so that a field added later does not change what an old event says.
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
    };

    /// <summary>On whose behalf: the party's name.</summary>
    public string? Organisation { get; init; }

    /// <summary>The name as it was typed.</summary>
    public string? Name { get; init; }

    /// <summary>What gives the person the right, as it was stated: formand, kasserer, fuldmægtig.</summary>
    public string? Role { get; init; }

    /// <summary>Where the link or the mail went.</summary>
    public string? Address { get; init; }

    /// <summary>How it was done: with a link, signed in, on paper, by proxy.</summary>
    public string? Way { get; init; }

    /// <summary>The words that were agreed to, as they stood on the page.</summary>
    public string? Consent { get; init; }

    /// <summary>When the page that was answered had been shown.</summary>
    public DateTimeOffset? OpenedAt { get; init; }

    public string? MessageId { get; init; }
    public string? ServerReply { get; init; }

    /// <summary>SHA-256 of a file that belongs to the event, such as a scan or a PDF.</summary>
    public string? FileHash { get; init; }

    public string? Note { get; init; }

    /// <summary>The address of the computer that asked; filled in by the trail.</summary>
    public string? Ip { get; init; }

    /// <summary>What the browser calls itself; filled in by the trail.</summary>
    public string? UserAgent { get; init; }

    public string ToText() => JsonSerializer.Serialize(this, Json);

    public static EvidenceDetails Read(string text) => JsonSerializer.Deserialize<EvidenceDetails>(text, Json)!;
}
