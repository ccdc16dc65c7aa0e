namespace Kem.Match.Web.Domain.Stories;

/// <summary>One party's yes to the story.</summary>
public sealed class StoryApproval
{
    internal StoryApproval(Guid organisationId, string name, string contactName, string contactEmail, int order)
    {
        OrganisationId = organisationId;
        Name = name;
        ContactName = contactName;
        ContactEmail = contactEmail;
        Order = order;
    }

    public Guid Id { get; private set; } = Guid.CreateVersion7();
    public Guid StoryId { get; private set; }
    public Story Story { get; private set; } = null!;
    public Guid OrganisationId { get; private set; }
    public string Name { get; private set; }
    public string ContactName { get; private set; }
    public string ContactEmail { get; private set; }
    public int Order { get; private set; }
    public DateTimeOffset? GivenAt { get; private set; }
    public string GivenBy { get; private set; } = "";

    /// <summary>The number of the text that was approved.</summary>
    public int GivenTo { get; private set; }

    /// <summary>What the party wanted changed, last time it was asked.</summary>
    public string Wish { get; private set; } = "";

    public DateTimeOffset? WishedAt { get; private set; }

    public bool IsGiven => GivenAt is not null;

    internal void Give(string by, int textVersion, DateTimeOffset at)
    {
        (GivenBy, GivenTo, GivenAt) = (by, textVersion, at);
        (Wish, WishedAt) = ("", null);
    }

    internal void Comment(string wish, DateTimeOffset at) => (Wish, WishedAt) = (wish, at);

    internal void StartOver() => (GivenBy, GivenTo, GivenAt) = ("", 0, null);
}
