using System.Globalization;
using Kem.Match.Web.Data;
using Kem.Match.Web.Domain;
using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Domain.Checkups;
using Kem.Match.Web.Domain.Evidence;
using Kem.Match.Web.Domain.Methods;
using Kem.Match.Web.Domain.Municipalities;
using Kem.Match.Web.Domain.Needs;
using Kem.Match.Web.Domain.Organisations;
using Kem.Match.Web.Domain.Programmes;
using Kem.Match.Web.Domain.Proposals;
using Kem.Match.Web.Features.Proposals;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Configuration;

namespace Kem.Match.Web.Features.Demo;

/// <summary>
/// Fills an empty database with three invented municipalities. Everything happens through the same methods that people's
/// clicks call, only with dates in the past, so a demonstration can never be in a state that the service cannot reach.
/// </summary>
public sealed class DemoData(
    KemDb db, UserManager<KemUser> users, ProposalMail mail, Taxonomy taxonomy, CheckupQuestions questions, LetterHours hours, EvidenceKey key, IConfiguration configuration, TimeProvider clock)
{
    /// <summary>Everybody's password in the demonstration; there are no such people in Production.</summary>
    public const string Password = "fjordby-demo-2026";

    private readonly DemoEvidence evidence = new(db, key);
    private readonly Dictionary<string, Organisation> organisations = [];
    private readonly Dictionary<string, Need> needs = [];
    private readonly Dictionary<string, MatchProposal> proposals = [];
    private readonly Dictionary<string, CooperationAgreement> agreements = [];
    private readonly Dictionary<string, DemoAccount> coordinators = [];
    private readonly Dictionary<string, KemUser> accounts = [];

    public async Task FillAsync(CancellationToken cancellationToken)
    {
        // Read first: a broken file leaves the database empty rather than half full.
        var files = DemoFiles.Read(DataFolder.Of(configuration, "demo"));

        foreach (var coordinator in files.People.Where(person => person.Role == Roles.Coordinator))
        {
            coordinators.TryAdd(coordinator.Municipality, coordinator);
        }

        db.Municipalities.AddRange(files.Municipalities.Select(m => new Municipality(m.Code, m.Name, m.OfficialName, m.Phone, m.Email)));

        foreach (var organisation in files.Organisations)
        {
            db.Organisations.Add(organisations[organisation.Key] = Make(organisation));
        }

        foreach (var need in files.Needs)
        {
            db.Needs.Add(needs[need.Key] = Make(need));
        }

        foreach (var proposal in files.Proposals)
        {
            db.Proposals.Add(proposals[proposal.Key] = Make(proposal));
        }

        foreach (var agreement in files.Agreements)
        {
            var made = Make(agreement);
            db.Agreements.Add(agreements[agreement.Key] = made);
            evidence.Write(made);
        }

        await db.SaveChangesAsync(cancellationToken);

        foreach (var person in files.People)
        {
            accounts[person.Key] = await AddAccountAsync(person);
        }

        db.Programmes.AddRange(files.Programmes.Select(Make));
        await db.SaveChangesAsync(cancellationToken);

        await SendOpenProposalsAsync(cancellationToken);
    }

    // So that there are letters with working links to look at from the first minute.
    private async Task SendOpenProposalsAsync(CancellationToken cancellationToken)
    {
        foreach (var proposal in proposals.Values.Where(p => p.State == ProposalState.Sent && p.Partner.PreferredChannel == Channel.Email))
        {
            await mail.SendProposalAsync(proposal, others: [], clock.GetUtcNow(), cancellationToken);
        }

        await db.SaveChangesAsync(cancellationToken);
    }

    private Organisation Make(DemoOrganisation demo)
    {
        var organisation = new Organisation(demo.Municipality, KindOf(demo.Kind), new OrganisationDescription
        {
            Name = demo.Name,
            Form = demo.Form,
            Place = demo.Place,
            PostalCode = demo.PostalCode,
            Description = demo.Description,
            Members = demo.Members,
            FoundedYear = demo.FoundedYear,
            VolunteerHours = demo.VolunteerHours,
            FreeSlots = demo.FreeSlots,
            Languages = demo.Languages,
            TargetGroups = demo.TargetGroups,
            Activities = demo.Activities,
            Competences = demo.Competences,
            Mastery = demo.Mastery ?? [],
            Gaps = demo.Gaps,
            Resources = demo.Resources,
            Boundaries = demo.Boundaries ?? [],
            ContactName = demo.Contact.Name,
            ContactRole = demo.Contact.Role,
            ContactEmail = demo.Contact.Email,
            ContactPhone = demo.Contact.Phone,
            PreferredChannel = demo.Channel == "phone" ? Channel.Phone : Channel.Email,
            BestTime = demo.BestTime ?? "",
        });

        foreach (var offering in demo.Offerings)
        {
            organisation.Offer(new Offering(offering.Title, offering.When, offering.Where, offering.RoomForMore ?? ""));
        }

        if (demo.ConfirmedDaysAgo is { } confirmed)
        {
            organisation.Confirm(Day(-confirmed));
        }

        if (demo.VisitedDaysAgo is { } visited)
        {
            organisation.RecordVisit(Day(-visited));
        }

        if (demo.PausedForDays is { } paused)
        {
            organisation.PauseUntil(Day(paused));
        }

        return organisation;
    }

    private Need Make(DemoNeed demo)
    {
        var asker = organisations[demo.Asker];
        var at = At(-demo.CreatedDaysAgo);
        var need = new Need(asker.MunicipalityCode, asker.Id, KindOf(demo.PartnerKind), demo.Title, coordinators[asker.MunicipalityCode].Name, at);

        need.DescribeWhoAndWhat(demo.Method, demo.TargetGroups, demo.Activities, demo.Competences, demo.Languages, demo.Description ?? "", at);
        need.DescribeWhereAndWhen(demo.Place ?? "", demo.Times, beginsOn: null, volunteerHours: null, withinKilometres: null, at);
        need.DescribeWhatIsGiven(demo.Gives, demo.PartnerGains ?? "", at);

        if (demo.State != "draft")
        {
            need.Open(at);
        }

        if (demo.State == "closed")
        {
            need.Close(At(0));
        }

        return need;
    }

    private MatchProposal Make(DemoProposal demo)
    {
        var (need, partner) = (needs[demo.Need], organisations[demo.Partner]);
        var sentOn = Day(-demo.SentDaysAgo);
        var proposal = new MatchProposal(
            need.MunicipalityCode, need.Id, partner.Id, demo.Message ?? $"Vi tror, at I kan hjælpe hinanden. {need.Description}".Trim(),
            sentOn.AddDays(demo.AnswerWithinDays), coordinators[need.MunicipalityCode].Name, coordinators[need.MunicipalityCode].Email, At(-demo.SentDaysAgo))
            .About(need, partner);
        var places = proposals.Values.Where(p => p.PartnerId == partner.Id && p.IsOpen).Select(p => p.OpenPlace);

        // Who has answered, in whatever way, holds no place.
        if (demo.Answer is null && demo.WithdrawnDaysAgo is null)
        {
            proposal.TakePlace(OpenProposals.FreePlace(places)!.Value);
        }

        foreach (var (day, index) in proposal.ReminderDays.Take(demo.Reminders).Select((day, index) => (day, index)).Where(reminder => reminder.day <= Day(0)))
        {
            proposal.MarkReminded(index + 1, DanishTime.At(day, new TimeOnly(8, 0)));
        }

        if (demo.Answer is { } answer)
        {
            proposal.Answer(
                Enum.Parse<ProposalAnswer>(answer.Kind, ignoreCase: true), answer.Message ?? "", answer.Times ?? "", answer.Reason ?? "",
                answer.AskAgainInDays is { } days ? Day(days) : null, byPhone: partner.PreferredChannel == Channel.Phone, At(-answer.DaysAgo, new TimeOnly(20, 41)));
        }

        if (demo.WithdrawnDaysAgo is { } withdrawn)
        {
            proposal.Withdraw(WithdrawalReason.Regretted, proposal.SentBy, At(-withdrawn));
        }

        if (demo.CalledDaysAgo is { } called)
        {
            proposal.NoteCall(CallOutcome.NobodyPickedUp, spokeWith: "", proposal.SentBy, Day(1 - called), At(-called));
        }

        if (demo.GaveUp is { } end)
        {
            proposal.GiveUp(Enum.Parse<ProposalState>(end.Kind), end.Note, At(-end.DaysAgo));
        }

        if (proposal.HasLapsedOn(Day(0)))
        {
            proposal.Lapse(At(0));
        }

        return proposal;
    }

    private CooperationAgreement Make(DemoAgreement demo)
    {
        var first = organisations[demo.Parties[0].Organisation];
        var coordinator = coordinators[first.MunicipalityCode];
        var startsOn = Day(demo.StartsInDays);
        var writtenDaysAgo = demo.Signed.Select(signature => signature.DaysAgo).Append(demo.Declined?.DaysAgo ?? 0).Max() + 3;
        var agreement = new CooperationAgreement(first.MunicipalityCode, demo.Method, demo.Title, coordinator.Name, coordinator.Email, At(-writtenDaysAgo - 4));

        foreach (var party in demo.Parties)
        {
            var organisation = organisations[party.Organisation];
            var added = agreement.AddParty(organisation.Id, organisation.Name);
            added.Promise(party.Contribution, party.Contact.Name, party.Contact.Title, party.Contact.Email);
            added.AgreeTo(new PartyTerms { Benefit = party.Benefit });
        }

        if (demo.Proposal is { } proposalKey)
        {
            var proposal = proposals[proposalKey];
            agreement.ComeFrom(proposal.NeedId, proposal.Id);
            proposal.BecomeAgreement(At(-writtenDaysAgo));
        }

        agreement.Describe(
            demo.Title, startsOn, startsOn.AddMonths(demo.Months), demo.IntervalMonths,
            TimeOnly.Parse(demo.MeetingTime, CultureInfo.InvariantCulture), demo.MeetingPlace, demo.OptionalClauses, At(-writtenDaysAgo));
        agreement.Answer(demo.Answers.Select(a => new ClauseAnswer(a.Key.Split('.')[0], a.Key.Split('.')[1], a.Value)), At(-writtenDaysAgo));

        if (demo.Amends is { } old)
        {
            agreement.Amend(agreements[old]);
        }

        if (demo.State != "draft")
        {
            agreement.SendForSignature(AgreementText.Write(agreement, taxonomy), At(-writtenDaysAgo));
            agreement.AskNext(At(-writtenDaysAgo));
            Sign(agreement, demo);
        }

        return agreement;
    }

    private void Sign(CooperationAgreement agreement, DemoAgreement demo)
    {
        foreach (var signature in demo.Signed.OrderByDescending(signature => signature.DaysAgo))
        {
            var signatory = agreement.PartyOf(organisations[signature.Organisation].Id)!.Signatories[0];
            agreement.Sign(signatory, signatory.Name, SigningWay.Link, agreement.TextHash, At(-signature.DaysAgo, new TimeOnly(20, 32)));
        }

        if (demo.Declined is { } refusal)
        {
            agreement.Decline(agreement.PartyOf(organisations[refusal.Organisation].Id)!.Signatories[0], refusal.Reason ?? "", At(-refusal.DaysAgo));
        }

        foreach (var meeting in demo.Meetings)
        {
            Hold(agreement, agreement.StatusMeetings.Single(m => m.Number == meeting.Number), meeting);
        }

        if (demo.Amends is { } old)
        {
            agreement.Replace(agreements[old], agreement.InForceAt!.Value);
        }

        if (demo.Pause is { } pause)
        {
            agreement.Pause(Day(pause.FromInDays), Day(pause.UntilInDays), pause.Reason, agreement.ResponsibleName, At(-2));
        }

        if (demo.State == "ended")
        {
            agreement.End("Perioden er slut.", DanishTime.At(agreement.EndsOn < Day(0) ? agreement.EndsOn : Day(-1), new TimeOnly(12, 0)));
        }

        if (demo.State == "expired")
        {
            agreement.RunOut(DanishTime.At(agreement.LastDay.AddDays(1), new TimeOnly(8, 35)));
        }

        foreach (var (organisation, outcome) in demo.Outcomes ?? [])
        {
            agreement.TellOutcome(agreement.PartyOf(organisations[organisation].Id)!, Enum.Parse<OutcomeKind>(outcome.Kind), outcome.Note, agreement.EndedAt!.Value.AddDays(2));
        }
    }

    private void Hold(CooperationAgreement agreement, StatusMeeting meeting, DemoMeeting demo)
    {
        var at = DanishTime.At(meeting.On, meeting.Time.AddHours(2));

        if (demo.State == "not_held")
        {
            meeting.MarkNotHeld(at);
            return;
        }

        var ratings = (demo.Ratings ?? []).Select(r => new MeetingRating(agreement.PartyOf(organisations[r.Key].Id)!.Id, r.Value));
        meeting.WriteMinutes(Lines(agreement, demo.Minutes), ratings, demo.Residents, demo.Volunteers, agreement.ResponsibleName, at);

        foreach (var action in demo.Actions ?? [])
        {
            var item = new ActionItem(meeting.Number, action.Text, action.Owner, action.DueInDays is { } days ? Day(days) : null);
            agreement.AgreeOn(item);

            if (action.Done)
            {
                item.MarkDone(Day(action.DueInDays ?? 0));
            }
        }
    }

    // The four notes of the file go under the agenda's items in order: how it goes, what is better, what is hard, what is next.
    private IEnumerable<MinuteLine> Lines(CooperationAgreement agreement, DemoMinutes? minutes)
    {
        var items = taxonomy.AgendaOf(agreement).Items
            .SkipWhile(item => item.Kind != AgendaItemKind.Rating)
            .Where(item => item.Kind is AgendaItemKind.Text or AgendaItemKind.Rating);

        return items.Zip(new[] { minutes?.How, minutes?.Positive, minutes?.Challenges, minutes?.Goal })
            .Where(note => !string.IsNullOrWhiteSpace(note.Second))
            .Select(note => new MinuteLine(note.First.Code, note.Second!));
    }

    private CapacityProgramme Make(DemoProgramme demo)
    {
        var (agreement, lead) = (agreements[demo.Agreement], accounts[demo.Lead]);
        var programme = new CapacityProgramme(
            agreement.MunicipalityCode, agreement.Id, demo.Title, new ProgrammeLead(lead.Id, lead.DisplayName, lead.Email!),
            new ProgrammePlan(Day(demo.StartsInDays), demo.Months, demo.DaysOpen), hours, At(demo.StartsInDays - 14));
        agreement.MeetBy(CapacityProgramme.Agenda);

        foreach (var association in demo.Associations)
        {
            var organisation = organisations[association.Organisation];
            var member = programme.Add(organisation.Id, organisation.Name, Day(demo.StartsInDays - 14));
            member.Show(association.ShowsChange);
            db.Checkups.AddRange(association.Checks.Zip(programme.Rounds, (levels, round) => Make(programme, member, round, levels)));
        }

        foreach (var done in demo.Done)
        {
            programme.Tick(done.Code, Day(-done.DaysAgo), At(-done.DaysAgo));
        }

        return programme;
    }

    // Of the three statements of a subject the last one is a little further than the other two.
    private Checkup Make(CapacityProgramme programme, ProgrammeMember member, ProgrammeRound round, List<int> levels)
    {
        var checkup = new Checkup(programme.Id, member.Id, member.OrganisationId, round.Which, DanishTime.At(round.OpensOn, hours.From));
        var answers = questions.Subjects.Zip(levels).SelectMany(subject => subject.First.Core.Select((statement, index) =>
            (statement.Code, Choice: (CheckupChoice)Math.Min((int)CheckupChoice.InPlace, subject.Second + index / 2))));

        checkup.Answer(answers.ToDictionary(answer => answer.Code, answer => answer.Choice), DanishTime.At(round.OpensOn, new TimeOnly(19, 30)));
        checkup.Close(DanishTime.At(round.OpensOn, new TimeOnly(19, 45)));
        return checkup;
    }

    private async Task<KemUser> AddAccountAsync(DemoAccount person)
    {
        var user = new KemUser
        {
            UserName = person.Email,
            Email = person.Email,
            EmailConfirmed = true,
            DisplayName = person.Name,
            Title = person.Title,
            MunicipalityCode = person.Municipality,
            OrganisationId = person.Organisation is { } key ? organisations[key].Id : null,
        };

        Require(await users.CreateAsync(user, Password));
        Require(await users.AddToRoleAsync(user, person.Role));
        return user;
    }

    private static void Require(IdentityResult result)
    {
        if (!result.Succeeded) throw new InvalidOperationException(string.Join(" ", result.Errors.Select(error => error.Description)));
    }

    private static OrganisationKind KindOf(string kind) => kind switch
    {
        "association" => OrganisationKind.Association,
        "company" => OrganisationKind.Company,
        "municipal_unit" => OrganisationKind.MunicipalUnit,
        _ => throw new DataFileException("data/demo", "kind", $"'{kind}' should be association, company or municipal_unit."),
    };

    private DateOnly Day(int fromToday) => clock.Today().AddDays(fromToday);

    private DateTimeOffset At(int daysFromToday, TimeOnly? time = null) => DanishTime.At(Day(daysFromToday), time ?? new TimeOnly(10, 0));
}
