using System.ComponentModel.DataAnnotations;
using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Domain.Methods;

namespace Kem.Match.Web.Features.Agreements.StatusMeetings;

/// <summary>The minutes as they are written. One line is enough.</summary>
public sealed class MinutesForm : IValidatableObject
{
    private const int MaxLineLength = 4000;
    private const int NewActionsOffered = 3;

    /// <summary>Which version of the meeting the writer saw.</summary>
    public long Version { get; set; }

    /// <summary>By code of the agenda's item.</summary>
    public Dictionary<string, string?> Lines { get; init; } = [];

    /// <summary>By <see cref="KeyOf(AgreementParty)"/>: a browser sends nothing for the party that gave none, so a list would lose the rest.</summary>
    public Dictionary<string, int?> Ratings { get; init; } = [];

    [Range(0, 100000, ErrorMessage = "Skriv antallet af borgere som et tal."), Display(Name = "Interesserede borgere")]
    public int? Residents { get; init; }

    [Range(0, 100000, ErrorMessage = "Skriv antallet af frivillige som et tal."), Display(Name = "Aktive frivillige")]
    public int? Volunteers { get; init; }

    /// <summary>Open actions that are done now.</summary>
    public List<int> Done { get; init; } = [];

    public List<ActionForm> NewActions { get; init; } = [];

    /// <summary>What was delivered, by <see cref="KeyOf(AgreementParty, int)"/>.</summary>
    public Dictionary<string, DeliveryForm> Deliveries { get; init; } = [];

    /// <param name="showsRatings">Numbers that the parties gave alone stay hidden until the meeting begins.</param>
    public static MinutesForm Of(StatusMeeting meeting, long version, bool showsRatings) => new()
    {
        Version = version,
        Lines = meeting.Lines.ToDictionary(line => line.AgendaCode, string? (line) => line.Text),
        Ratings = meeting.Agreement.Parties.ToDictionary(KeyOf, party => showsRatings ? meeting.Ratings.SingleOrDefault(rating => rating.PartyId == party.Id)?.Value : null),
        Residents = meeting.Residents,
        Volunteers = meeting.Volunteers,
        Deliveries = PromisesOf(meeting.Agreement).ToDictionary(
            line => line.Key, line => DeliveryForm.Of(meeting.Deliveries.FirstOrDefault(delivery => delivery.PartyId == line.Party.Id && delivery.Promise == line.Text))),
        NewActions = [.. Enumerable.Range(0, NewActionsOffered).Select(_ => new ActionForm())],
    };

    public static string KeyOf(AgreementParty party) => $"part{party.Order}";

    /// <summary>The key of one line of what a party puts in.</summary>
    public static string KeyOf(AgreementParty party, int line) => $"part{party.Order}_{line}";

    /// <summary>What each party promised, line by line.</summary>
    public static IEnumerable<(string Key, AgreementParty Party, string Text)> PromisesOf(CooperationAgreement agreement) =>
        AgreementText.Contributors(agreement).SelectMany(party => Promises.LinesOf(party).Select((text, line) => (KeyOf(party, line), party, text)));

    /// <summary>Makes room for what the page asks about, however little the browser sent.</summary>
    public void Complete(AgendaTemplate agenda, CooperationAgreement agreement)
    {
        foreach (var item in agenda.Items)
        {
            Lines.TryAdd(item.Code, "");
        }

        foreach (var party in agreement.Parties)
        {
            Ratings.TryAdd(KeyOf(party), null);
        }

        foreach (var (key, _, _) in PromisesOf(agreement))
        {
            Deliveries.TryAdd(key, new DeliveryForm());
        }

        NewActions.AddRange(Enumerable.Range(0, Math.Max(0, NewActionsOffered - NewActions.Count)).Select(_ => new ActionForm()));
    }

    public void WriteTo(StatusMeeting meeting, AgendaTemplate agenda, string by, DateOnly today, DateTimeOffset at)
    {
        var lines = agenda.Items
            .Select(item => new MinuteLine(item.Code, Trimmed(Lines.GetValueOrDefault(item.Code))))
            .Where(line => line.Text.Length > 0);
        var ratings =
            from party in meeting.Agreement.Parties
            let value = Ratings.GetValueOrDefault(KeyOf(party))
            where value is not null
            select new MeetingRating(party.Id, value.Value);

        var deliveries =
            from line in PromisesOf(meeting.Agreement)
            let counted = Deliveries.GetValueOrDefault(line.Key)
            where counted is { State: not null }
            select new Delivery(line.Party.Id, line.Text, counted.State!.Value, Trimmed(counted.Note));

        meeting.Count([.. deliveries]);
        meeting.WriteMinutes([.. lines], [.. ratings], Residents, Volunteers, by, at);
        meeting.Agreement.MarkDone(Done, today);

        foreach (var action in NewActions.Where(action => !action.IsEmpty))
        {
            meeting.Agreement.AgreeOn(new ActionItem(meeting.Number, action.Text!.Trim(), (action.Owner ?? "").Trim(), action.DueOn));
        }
    }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Lines.Values.All(string.IsNullOrWhiteSpace))
        {
            var first = Lines.Keys.FirstOrDefault();
            yield return new("Skriv mindst en linje. Hvad blev I enige om?", [first is null ? "" : $"{nameof(Lines)}[{first}]"]);
        }

        foreach (var (party, _) in Ratings.Where(rating => rating.Value is < MeetingRating.Lowest or > MeetingRating.Highest))
        {
            yield return new("Vælg et tal fra 1 til 5.", [$"{nameof(Ratings)}[{party}]"]);
        }

        foreach (var (key, _) in Deliveries.Where(counted => counted.Value.Note?.Length > DeliveryForm.MaxNoteLength))
        {
            yield return new($"Gør bemærkningen kortere. Den må højst fylde {DeliveryForm.MaxNoteLength} tegn.", [$"{nameof(Deliveries)}[{key}].Note"]);
        }

        foreach (var (code, line) in Lines.Where(line => line.Value?.Length > MaxLineLength))
        {
            yield return new($"Gør teksten kortere. Den må højst fylde {MaxLineLength} tegn.", [$"{nameof(Lines)}[{code}]"]);
        }
    }

    private static string Trimmed(string? text) => (text ?? "").ReplaceLineEndings("\n").Trim();
}

/// <summary>What, who, when. A line without a text is left out.</summary>
public sealed class ActionForm : IValidatableObject
{
    [StringLength(500), Display(Name = "Opgave")]
    public string? Text { get; init; }

    [StringLength(100), Display(Name = "Hvem")]
    public string? Owner { get; init; }

    [Display(Name = "Senest")]
    public DateOnly? DueOn { get; init; }

    public bool IsEmpty => string.IsNullOrWhiteSpace(Text);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (IsEmpty && !string.IsNullOrWhiteSpace(Owner))
        {
            yield return new("Skriv, hvad der skal gøres.", [nameof(Text)]);
        }

        if (!IsEmpty && string.IsNullOrWhiteSpace(Owner))
        {
            yield return new("Skriv, hvem der gør det.", [nameof(Owner)]);
        }
    }
}

/// <summary>How far a party is with one promise; empty when nobody spoke of it.</summary>
public sealed class DeliveryForm
{
    public const int MaxNoteLength = 500;

    [Display(Name = "Hvor langt er det?")]
    public DeliveryState? State { get; init; }

    [Display(Name = "Bemærkning")]
    public string? Note { get; init; }

    public static DeliveryForm Of(Delivery? delivery) => new() { State = delivery?.State, Note = delivery?.Note };
}

/// <summary>The agenda as a form.</summary>
public sealed record MinutesPage(MeetingPage Page, MinutesForm Form)
{
    /// <summary>What somebody else saved while this was written.</summary>
    public StatusMeeting? WrittenMeanwhile { get; init; }
}
