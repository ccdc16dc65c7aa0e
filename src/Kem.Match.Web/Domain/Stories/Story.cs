namespace Kem.Match.Web.Domain.Stories;

public enum StoryState
{
    /// <summary>Kladde.</summary>
    Draft,

    /// <summary>Til godkendelse.</summary>
    ForApproval,

    /// <summary>Godkendt: all parties have said yes to this very text.</summary>
    Approved,

    /// <summary>Delt: the page can be read by everybody.</summary>
    Shared,

    /// <summary>Trukket tilbage: nobody can read it any more.</summary>
    Withdrawn,
}

/// <summary>The five lines of a story.</summary>
public sealed record StoryText(string Title, string Who, string What, string Happened, string Quote, string QuotedPerson, string WhatNow);

/// <summary>
/// What came of a cooperation (historie): five lines and perhaps pictures. Nobody is named, quoted or shown without a yes,
/// every party approves the very text, and a yes that is taken back takes the story down.
/// </summary>
public sealed class Story
{
    public const int MostPictures = 6;

    private readonly List<StoryApproval> approvals = [];
    private readonly List<StoryConsent> consents = [];
    private readonly List<StoryPicture> pictures = [];

    public Story(string municipalityCode, Guid agreementId, string title, string writtenBy, string writtenByEmail, DateTimeOffset createdAt)
    {
        MunicipalityCode = municipalityCode;
        AgreementId = agreementId;
        Title = title;
        WrittenBy = writtenBy;
        WrittenByEmail = writtenByEmail;
        CreatedAt = createdAt;
        ChangedAt = createdAt;
    }

    public Guid Id { get; private set; } = Guid.CreateVersion7();
    public string MunicipalityCode { get; private set; }
    public Guid AgreementId { get; private set; }
    public string Title { get; private set; }
    public string Who { get; private set; } = "";
    public string What { get; private set; } = "";
    public string Happened { get; private set; } = "";
    public string Quote { get; private set; } = "";

    /// <summary>Who said the quote, as it is printed.</summary>
    public string QuotedPerson { get; private set; } = "";

    public string WhatNow { get; private set; } = "";

    /// <summary>The coordinator who wrote it, and whom everybody can call about it.</summary>
    public string WrittenBy { get; private set; }

    public string WrittenByEmail { get; private set; }
    public StoryState State { get; private set; }

    /// <summary>Rises with every change; a yes belongs to one number.</summary>
    public int TextVersion { get; private set; } = 1;

    /// <summary>The last part of the page's address; empty until it is shared for the first time.</summary>
    public string Slug { get; private set; } = "";

    /// <summary>Search engines may list the page.</summary>
    public bool MayBeFound { get; private set; }

    public DateTimeOffset? SharedAt { get; private set; }
    public DateTimeOffset? WithdrawnAt { get; private set; }
    public string WithdrawnBecause { get; private set; } = "";
    public DateTimeOffset CreatedAt { get; private set; }
    public DateTimeOffset ChangedAt { get; private set; }

    public IReadOnlyList<StoryApproval> Approvals => [.. approvals.OrderBy(approval => approval.Order)];

    public IReadOnlyList<StoryConsent> Consents => [.. consents.OrderBy(consent => consent.AskedAt).ThenBy(consent => consent.PersonName, StringComparer.Ordinal)];

    public IReadOnlyList<StoryPicture> Pictures => [.. pictures.OrderBy(picture => picture.AddedAt).ThenBy(picture => picture.Id)];

    public StoryText Text => new(Title, Who, What, Happened, Quote, QuotedPerson, WhatNow);

    public bool IsShared => State == StoryState.Shared;

    /// <summary>The text is settled, so it can be handed on in any form.</summary>
    public bool IsSettled => State is StoryState.Approved or StoryState.Shared;

    /// <summary>All words of the story as one reads them.</summary>
    public string Words => string.Join('\n', new[] { Title, Who, What, Happened, Quote, QuotedPerson, WhatNow }.Where(line => line.Length > 0));

    public void NeedsYesFrom(Guid organisationId, string name, string contactName, string contactEmail) =>
        approvals.Add(new StoryApproval(organisationId, name, contactName, contactEmail, approvals.Count));

    /// <summary>Writes the lines anew. A change, however small, needs every approval again.</summary>
    public void Write(StoryText text, DateTimeOffset at)
    {
        if (text == Text) return;

        // A yes to one quote is no yes to another.
        if (text.Quote != Quote || text.QuotedPerson != QuotedPerson)
        {
            foreach (var consent in consents.Where(consent => consent.IsQuoted))
            {
                consent.AskAgain(at);
            }
        }

        (Title, Who, What, Happened, Quote, QuotedPerson, WhatNow) = text;
        BecomeDraft(at);
    }

    public StoryPicture AddPicture(string mediaType, int width, int height, string altText, bool showsPeople, DateTimeOffset at)
    {
        if (pictures.Count == MostPictures) throw new InvalidOperationException($"Story {Id} has {MostPictures} pictures already.");

        var picture = new StoryPicture(mediaType, width, height, altText, showsPeople, at);
        pictures.Add(picture);
        BecomeDraft(at);
        return picture;
    }

    public void RemovePicture(StoryPicture picture, DateTimeOffset at)
    {
        pictures.Remove(picture);
        BecomeDraft(at);
    }

    public StoryConsent Ask(string personName, string address, bool isNamed, bool isQuoted, Guid? pictureId, DateTimeOffset at)
    {
        var consent = new StoryConsent(personName, address, isNamed, isQuoted, pictureId, at);
        consents.Add(consent);
        ChangedAt = at;
        return consent;
    }

    /// <summary>Is the person in the story as it stands now?</summary>
    public bool Concerns(StoryConsent consent) =>
        (consent.PictureId is { } picture && pictures.Any(p => p.Id == picture))
        || (consent.IsQuoted && Quote.Length > 0 && Same(QuotedPerson, consent.PersonName))
        || (consent.IsNamed && Mentions(consent.PersonName));

    public void Agree(StoryConsent consent, ConsentWay way, string recordedBy, DateTimeOffset at)
    {
        consent.Give(way, recordedBy, at);
        ChangedAt = at;
    }

    /// <summary>No, or no longer. Whoever is in the story takes it down at once.</summary>
    public void TakeBack(StoryConsent consent, DateTimeOffset at)
    {
        consent.TakeBack(at);
        ChangedAt = at;

        if (Concerns(consent) && State is not (StoryState.Draft or StoryState.Withdrawn))
        {
            Withdraw("En, der er med, har sagt nej.", at);
        }
    }

    /// <summary>Everything between the lines and the parties' approval.</summary>
    /// <param name="knownNames">People of the agreement: their names are looked for in the text.</param>
    public IReadOnlyList<string> WhatIsMissing(IEnumerable<string> knownNames)
    {
        (string Line, string Asks)[] lines = [(Title, "Giv historien en overskrift."), (Who, "Skriv, hvem der er med."), (What, "Skriv, hvad I gjorde."), (Happened, "Skriv, hvad der skete."), (WhatNow, "Skriv, hvad I gør nu.")];
        var quoted = Quote.Length == 0 || consents.Any(consent => consent.IsQuoted && Same(QuotedPerson, consent.PersonName));

        return
        [
            .. lines.Where(line => line.Line.Length == 0).Select(line => line.Asks),
            .. Quote.Length > 0 && QuotedPerson.Length == 0 ? ["Skriv, hvem der sagde citatet."] : Array.Empty<string>(),
            .. quoted || QuotedPerson.Length == 0 ? [] : new[] { $"Spørg {QuotedPerson}, om citatet må bruges." },
            .. knownNames.Where(name => name.Length > 0 && Mentions(name) && !Same(name, QuotedPerson) && !consents.Any(consent => consent.IsNamed && Same(consent.PersonName, name))).Distinct()
                .Select(name => $"{name} er nævnt. Spørg, om det er i orden."),
            .. pictures.Where(picture => picture.ShowsPeople && !consents.Any(consent => consent.PictureId == picture.Id)).Select(picture => $"Spørg dem, der er på billedet »{picture.AltText}«."),
            .. consents.Where(consent => !consent.IsGiven && Concerns(consent)).Select(consent => consent.TakenBackAt is null
                ? $"Vent på svar fra {consent.PersonName}."
                : $"{consent.PersonName} har sagt nej. Tag navn, citat eller billede ud."),
        ];
    }

    public void SendForApproval(DateTimeOffset at)
    {
        if (State != StoryState.Draft) throw new InvalidOperationException($"Story {Id} is {State}; only a draft is sent for approval.");

        (State, ChangedAt) = (StoryState.ForApproval, at);
    }

    public bool WaitsFor(StoryApproval approval) => State == StoryState.ForApproval && !approval.IsGiven;

    /// <summary>One party says yes to the text it saw; the last yes settles it.</summary>
    public void Approve(StoryApproval approval, string by, DateTimeOffset at)
    {
        if (!WaitsFor(approval)) throw new InvalidOperationException($"Story {Id} does not wait for {approval.Id}.");

        approval.Give(by, TextVersion, at);
        ChangedAt = at;

        if (approvals.All(a => a.IsGiven))
        {
            State = StoryState.Approved;
        }
    }

    /// <summary>One party wants something changed first.</summary>
    public void AskForChange(StoryApproval approval, string comment, DateTimeOffset at)
    {
        if (!WaitsFor(approval)) throw new InvalidOperationException($"Story {Id} does not wait for {approval.Id}.");

        BecomeDraft(at);
        approval.Comment(comment, at);
    }

    public void Share(string slug, bool mayBeFound, DateTimeOffset at)
    {
        if (State != StoryState.Approved) throw new InvalidOperationException($"Story {Id} is {State}; only an approved one is shared.");

        Slug = Slug.Length > 0 ? Slug : slug;
        (State, MayBeFound, SharedAt, ChangedAt) = (StoryState.Shared, mayBeFound, at, at);
    }

    public void Withdraw(string because, DateTimeOffset at) =>
        (State, WithdrawnBecause, WithdrawnAt, ChangedAt) = (StoryState.Withdrawn, because, at, at);

    private void BecomeDraft(DateTimeOffset at)
    {
        foreach (var approval in approvals)
        {
            approval.StartOver();
        }

        TextVersion++;
        (State, ChangedAt) = (StoryState.Draft, at);
    }

    private bool Mentions(string name) => name.Length > 0 && Words.Contains(name, StringComparison.OrdinalIgnoreCase);

    private static bool Same(string one, string other) => string.Equals(one.Trim(), other.Trim(), StringComparison.OrdinalIgnoreCase);
}
