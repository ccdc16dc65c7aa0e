using Kem.Match.Web.Domain.Evidence;
using Kem.Match.Web.Domain.Reminders;

namespace Kem.Match.Web.Domain.Agreements;

public enum AgreementState
{
    Draft,
    OutForSignature,
    InForce,

    /// <summary>Somebody chose not to sign.</summary>
    Declined,

    /// <summary>Stopped before its time, by notice or because the parties agreed to.</summary>
    Ended,

    /// <summary>Its period ran out (udløbet).</summary>
    Expired,

    /// <summary>Another agreement took its place (afløst).</summary>
    Superseded,
}

/// <summary>How an agreement in force is doing, in the words of its page.</summary>
public enum AgreementHealth
{
    /// <summary>Ny: no status meeting was due yet.</summary>
    New,

    /// <summary>Til tiden.</summary>
    OnTime,

    /// <summary>Forsinket: the latest meeting's day has passed without it being held, within the days of grace.</summary>
    Late,

    /// <summary>Gået i stå: the latest meeting was not held, and the days of grace have passed.</summary>
    Stalled,
}

/// <summary>
/// A written cooperation agreement (samarbejdsaftale) between two to eight parties: who gives what, when, how often, for
/// how long. It comes into force when everybody has signed, and then writes its own calendar.
/// </summary>
public sealed partial class CooperationAgreement : ICallForReminders
{
    public const int FewestParties = 2;
    public const int MostParties = 8;
    public const int LongestTermYears = 10;
    /// <summary>How many days after being asked somebody who has not answered is reminded.</summary>
    public static IReadOnlyList<int> SignatureReminderDays { get; } = [5, 12];

    private readonly List<AgreementParty> parties = [];
    private readonly List<ClauseAnswer> answers = [];
    private readonly List<AgreementClause> clauses = [];
    private readonly List<StatusMeeting> statusMeetings = [];
    private readonly List<ActionItem> actionItems = [];
    private readonly List<AgreementDocument> newDocuments = [];
    private readonly List<PaperSigning> paperSignings = [];

    public CooperationAgreement(
        string municipalityCode, string method, string title, string responsibleName, string responsibleEmail, DateTimeOffset createdAt)
    {
        MunicipalityCode = municipalityCode;
        Method = method;
        Title = title;
        ResponsibleName = responsibleName;
        ResponsibleEmail = responsibleEmail;
        CreatedAt = createdAt;
        ChangedAt = createdAt;
    }

    public Guid Id { get; private set; } = Guid.CreateVersion7();
    public string MunicipalityCode { get; private set; }
    public Guid? ProposalId { get; private set; }
    public Guid? NeedId { get; private set; }
    public string Method { get; private set; }
    public string Title { get; private set; }

    /// <summary>The coordinator whom everybody can call.</summary>
    public string ResponsibleName { get; private set; }

    public string ResponsibleEmail { get; private set; }
    public DateOnly StartsOn { get; private set; }
    public DateOnly EndsOn { get; private set; }

    /// <summary>Months from the start between status meetings; null when the parties hold none.</summary>
    public int? MonthsBetweenMeetings { get; private set; }

    public TimeOnly MeetingTime { get; private set; } = new(19, 0);
    public string MeetingPlace { get; private set; } = "";
    public List<string> OptionalClauses { get; private set; } = [];
    public AgreementState State { get; private set; }

    /// <summary>SHA-256 of the document that lies for signature, byte for byte; empty in a draft.</summary>
    public string TextHash { get; private set; } = "";

    /// <summary>Which text this is: 0 before anything was sent for signature, one more each time a text is.</summary>
    public int TextVersion { get; private set; }

    /// <summary>When the parties were asked for comments; null when nobody is being asked.</summary>
    public DateTimeOffset? OutForCommentsSince { get; private set; }

    /// <summary>How many times the parties have been asked for comments.</summary>
    public int CommentRound { get; private set; }

    public DateTimeOffset? SentForSignatureAt { get; private set; }
    public DateTimeOffset? InForceAt { get; private set; }
    public DateTimeOffset? EndedAt { get; private set; }
    public string EndReason { get; private set; } = "";
    public DateTimeOffset CreatedAt { get; private set; }
    public DateTimeOffset ChangedAt { get; private set; }

    // In their own order, whatever order the database hands them out in.
    public IReadOnlyList<AgreementParty> Parties => [.. parties.OrderBy(party => party.Order)];
    public IReadOnlyList<ClauseAnswer> Answers => answers;
    public IReadOnlyList<AgreementClause> Clauses => [.. clauses.OrderBy(clause => clause.Order)];
    public IReadOnlyList<StatusMeeting> StatusMeetings => [.. statusMeetings.OrderBy(meeting => meeting.Number)];
    public IReadOnlyList<ActionItem> ActionItems => actionItems;
    public IReadOnlyList<PaperSigning> PaperSignings => paperSignings;

    /// <summary>Those who sign, party by party.</summary>
    public IReadOnlyList<Signatory> Signatories => [.. Parties.SelectMany(party => party.Signatories)];

    /// <summary>Only the documents made since the agreement was loaded; those that are kept are many bytes and are asked for alone.</summary>
    public IReadOnlyList<AgreementDocument> NewDocuments => newDocuments;

    public bool IsDraft => State == AgreementState.Draft;

    /// <summary>Til gennemsyn: a draft that the parties read and comment on while it can still be changed.</summary>
    public bool IsOutForComments => IsDraft && OutForCommentsSince is not null;

    public bool IsOutForSignature => State == AgreementState.OutForSignature;

    public bool IsInForce => State == AgreementState.InForce;

    /// <summary>Somebody stopped it, another took its place, or its period has run out.</summary>
    public bool HasEndedOn(DateOnly day) => IsOver || (IsInForce && LastDay < day);

    /// <summary>A text that lies for signature, or was refused, can be taken back and corrected.</summary>
    public bool CanBeTakenBack => State is AgreementState.OutForSignature or AgreementState.Declined;

    public void ComeFrom(Guid needId, Guid proposalId) => (NeedId, ProposalId) = (needId, proposalId);

    public AgreementParty AddParty(Guid organisationId, string name)
    {
        RequireDraft();
        if (parties.Count == MostParties) throw new InvalidOperationException($"Agreement {Id} has {MostParties} parties already.");
        if (PartyOf(organisationId) is not null) throw new InvalidOperationException($"{organisationId} is a party to agreement {Id} already.");

        var party = new AgreementParty(organisationId, name, parties.Count);
        parties.Add(party);
        return party;
    }

    public bool CanLoseParty => IsDraft && parties.Count > FewestParties;

    /// <summary>A party leaves the draft, with everything that was written about it.</summary>
    public void RemoveParty(AgreementParty party, DateTimeOffset at)
    {
        if (!CanLoseParty) throw new InvalidOperationException($"Agreement {Id} cannot do without party {party.Id}.");

        parties.Remove(party);
        ChangedAt = at;

        foreach (var (order, left) in Parties.Index())
        {
            left.MoveTo(order);
        }
    }

    public AgreementParty? PartyOf(Guid organisationId) => parties.SingleOrDefault(party => party.OrganisationId == organisationId);

    public AgreementParty PartyOf(Signatory signatory) => parties.Single(party => party.Signatories.Contains(signatory));

    /// <summary>The person who signs for an organisation with this address: who is signed in signs as himself or not at all.</summary>
    public Signatory? SignatoryOf(Guid organisationId, string address)
    {
        var own = parties.Where(party => party.OrganisationId == organisationId).SelectMany(party => party.Signatories).Where(signatory => signatory.HasAddress(address)).ToList();
        return own.Find(CanBeSignedBy) ?? own.FirstOrDefault();
    }

    /// <summary>Decides who signs for a party, and by which rule.</summary>
    public void LetSign(AgreementParty party, SigningRuleKind rule, IReadOnlyList<SignatoryDetails> people, DateTimeOffset at)
    {
        RequireDraft();

        party.LetSign(rule, people);
        ChangedAt = at;
    }

    public void Describe(
        string title, DateOnly startsOn, DateOnly endsOn, int? monthsBetweenMeetings, TimeOnly meetingTime, string meetingPlace, IEnumerable<string> optionalClauses, DateTimeOffset at)
    {
        RequireDraft();
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(endsOn, startsOn);

        // It goes on for as long again, unless the parties have chosen something else for this period.
        if ((StartsOn, EndsOn) != (startsOn, endsOn))
        {
            RenewalMonths = AgreementTerm.WholeMonths(startsOn, endsOn) ?? AgreementTerm.UsualMonths;
        }

        Title = title;
        StartsOn = startsOn;
        (EndsOn, FirstEndsOn) = (endsOn, endsOn);
        MonthsBetweenMeetings = monthsBetweenMeetings;
        MeetingTime = meetingTime;
        MeetingPlace = meetingPlace;
        OptionalClauses = [.. optionalClauses];
        ChangedAt = at;
    }

    public void Answer(IEnumerable<ClauseAnswer> newAnswers, DateTimeOffset at)
    {
        RequireDraft();

        answers.Clear();
        answers.AddRange(newAnswers);
        ChangedAt = at;
    }

    public string AnswerTo(string clauseCode, string fieldCode) =>
        answers.SingleOrDefault(answer => answer.ClauseCode == clauseCode && answer.FieldCode == fieldCode)?.Text ?? "";

    /// <summary>Puts an older text in the place of this one. Parties that have left come back; those that came since stay.</summary>
    public void Restore(DraftContent content, DateTimeOffset at)
    {
        Describe(
            content.Title, content.StartsOn, content.EndsOn, content.MonthsBetweenMeetings, content.MeetingTime, content.MeetingPlace, content.OptionalClauses, at);
        Answer(content.Answers.Select(answer => new ClauseAnswer(answer.Clause, answer.Field, answer.Text)), at);

        foreach (var written in content.Parties.Where(written => parties.Count < MostParties || PartyOf(written.OrganisationId) is not null))
        {
            var party = PartyOf(written.OrganisationId) ?? AddParty(written.OrganisationId, written.Name);
            party.Promise(written.Contribution, written.ContactName, written.ContactTitle, written.ContactEmail);
            party.AgreeTo(written.Terms);

            if (written.Signing is { } signing)
            {
                party.LetSign(signing.Rule, signing.People);
            }
        }

        if (content.Life is { } life)
        {
            DescribeLife(life, at);
        }
    }

    /// <summary>Lays the draft before the parties for comments. Asked again, it is a new round.</summary>
    public void AskForComments(DateTimeOffset at)
    {
        RequireDraft();

        CommentRound++;
        OutForCommentsSince = at;
        ChangedAt = at;
    }

    /// <summary>Enough has been said; the parties can read, but not comment any more.</summary>
    public void CloseComments(DateTimeOffset at)
    {
        if (!IsOutForComments) throw new InvalidOperationException($"Agreement {Id} is not out for comments.");

        OutForCommentsSince = null;
        ChangedAt = at;
    }

    /// <summary>
    /// Freezes the text, writes the document that is signed, and lays it before the parties. From here every change needs new
    /// signatures.
    /// </summary>
    public void SendForSignature(IEnumerable<AgreementClause> text, DateTimeOffset at)
    {
        RequireDraft();

        clauses.Clear();
        clauses.AddRange(text);
        TextVersion++;
        var document = AgreementDocument.Of(Id, TextVersion, DocumentFormat.Html, DocumentText.Write(this, at), at);
        newDocuments.Add(document);
        TextHash = document.Sha256;
        State = AgreementState.OutForSignature;
        OutForCommentsSince = null;
        SentForSignatureAt = at;
        ChangedAt = at;
    }

    /// <summary>Takes the text back for correction. Signatures that were given to it count no more.</summary>
    public void TakeBack(DateTimeOffset at)
    {
        if (!CanBeTakenBack) throw new InvalidOperationException($"Agreement {Id} is {State}; it cannot be taken back.");

        foreach (var party in parties)
        {
            party.StartOver();
        }

        State = AgreementState.Draft;
        TextHash = "";
        SentForSignatureAt = null;
        ChangedAt = at;
    }

    /// <summary>Everybody of an earlier step has answered, or is not needed any more.</summary>
    public bool IsTurnOf(Signatory signatory) => parties.All(party =>
        party.HasSigned || party.Signatories.All(other => other.Step >= signatory.Step || other.HasSigned || other.HasDeclined));

    public bool CanBeSignedBy(Signatory signatory) => IsOutForSignature && signatory.IsSilent && IsTurnOf(signatory);

    /// <summary>Can the name be on a signing sheet? What was signed at a meeting was signed, whoever's turn it was.</summary>
    public bool CanSignOnPaper(Signatory signatory) => IsOutForSignature && !signatory.HasSigned && !signatory.HasDeclined;

    /// <summary>Those whose turn it has become; each is named once.</summary>
    public IReadOnlyList<Signatory> AskNext(DateTimeOffset at)
    {
        var next = Signatories.Where(signatory => CanBeSignedBy(signatory) && signatory.AskedAt is null && !PartyOf(signatory).HasSigned).ToList();
        next.ForEach(signatory => signatory.MarkAsked(at));
        return next;
    }

    /// <summary>Records a signature. The one that makes it enough puts the agreement in force and plans its status meetings.</summary>
    /// <param name="textHash">Hash of the text that the signatory saw; must be the text that lies for signature.</param>
    public void Sign(Signatory signatory, string name, SigningWay way, string textHash, DateTimeOffset at)
    {
        if (!CanBeSignedBy(signatory)) throw new InvalidOperationException($"Signatory {signatory.Id} cannot sign agreement {Id} now.");
        RequireText(textHash);

        signatory.Sign(name, way, textHash, paperSigningId: null, at);
        ComeIntoForceIfAllAreBound(at);
    }

    /// <summary>Records the signatures on a sheet that was signed with a pen.</summary>
    public void RecordPaper(PaperSigning paper, IReadOnlyCollection<Signatory> signers, string textHash, DateTimeOffset at)
    {
        if (signers.Count == 0 || !signers.All(CanSignOnPaper)) throw new InvalidOperationException($"Not all of {signers.Count} can sign agreement {Id} on paper now.");
        RequireText(textHash);

        paper.BelongTo(TextVersion, TextHash);
        paperSignings.Add(paper);

        foreach (var signatory in signers)
        {
            signatory.Sign(signatory.Name, SigningWay.Paper, textHash, paper.Id, at);
        }

        ComeIntoForceIfAllAreBound(at);
    }

    /// <summary>Records a no. The round stops when the party cannot be bound without the one who said it.</summary>
    public void Decline(Signatory signatory, string reason, DateTimeOffset at)
    {
        if (!CanBeSignedBy(signatory)) throw new InvalidOperationException($"Signatory {signatory.Id} has nothing to decline in agreement {Id}.");

        signatory.Decline(reason, at);
        ChangedAt = at;

        if (PartyOf(signatory).HasDeclined)
        {
            State = AgreementState.Declined;
        }
    }

    public void SayNotRight(Signatory signatory, string rightPerson, DateTimeOffset at)
    {
        if (!CanBeSignedBy(signatory)) throw new InvalidOperationException($"Signatory {signatory.Id} is not asked to sign agreement {Id}.");

        signatory.SayNotRight(rightPerson, at);
        ChangedAt = at;
    }

    /// <summary>Somebody who has not signed can be replaced while the text lies for signature: the text does not name the signatories.</summary>
    public bool CanBeReplaced(Signatory signatory) => CanSignOnPaper(signatory);

    public Signatory Replace(Signatory signatory, SignatoryDetails person, DateTimeOffset at)
    {
        if (!CanBeReplaced(signatory)) throw new InvalidOperationException($"Signatory {signatory.Id} of agreement {Id} cannot be replaced.");

        ChangedAt = at;
        return PartyOf(signatory).Replace(signatory, person);
    }

    public void End(string reason, DateTimeOffset at)
    {
        RequireInForce();

        (State, EndReason, EndedAt, ChangedAt) = (AgreementState.Ended, reason, at, at);
        CloseQuestion(QuestionOutcome.Withdrawn, at);
        Cancel(meeting => meeting.On >= DanishTime.DayOf(at), reason, at);
    }

    public StatusMeeting? NextMeeting => statusMeetings.Where(meeting => meeting.IsPlanned).MinBy(meeting => meeting.On);

    /// <summary>What somebody promised and nobody has ticked off, the most urgent first.</summary>
    public IReadOnlyList<ActionItem> OpenActions => [.. actionItems.Where(action => action.DoneOn is null).OrderBy(action => action.DueOn ?? DateOnly.MaxValue)];

    public void AgreeOn(ActionItem action) => actionItems.Add(action);

    /// <summary>Ticks off what was done; what is not an open action of this agreement is left alone.</summary>
    public void MarkDone(IEnumerable<int> actionItemIds, DateOnly on)
    {
        foreach (var action in OpenActions.Where(action => actionItemIds.Contains(action.Id)))
        {
            action.MarkDone(on);
        }
    }

    /// <summary>Somebody who has been asked, whose turn it is, and whose party still lacks the signature.</summary>
    public bool MayBeRemindedToSign(Signatory signatory) => CanBeSignedBy(signatory) && !PartyOf(signatory).HasSigned;

    public void MarkSignatureReminded(Signatory signatory, int number, DateTimeOffset at)
    {
        signatory.MarkReminded(number);
        ChangedAt = at;
    }

    private void ComeIntoForceIfAllAreBound(DateTimeOffset at)
    {
        ChangedAt = at;

        if (parties.TrueForAll(party => party.HasSigned))
        {
            State = AgreementState.InForce;
            InForceAt = at;
            PlanStatusMeetings(DanishTime.DayOf(at), at);
        }
    }

    private void RequireText(string textHash)
    {
        if (textHash != TextHash) throw new InvalidOperationException($"The text that was signed is not the one of agreement {Id}.");
    }

    private void RequireDraft()
    {
        if (State != AgreementState.Draft) throw new InvalidOperationException($"Agreement {Id} is {State}; only a draft can be written in.");
    }
}
