using System.Security.Claims;
using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Domain.Alive;
using Kem.Match.Web.Domain.Checkups;
using Kem.Match.Web.Domain.Expectations;
using Kem.Match.Web.Domain.Needs;
using Kem.Match.Web.Domain.Organisations;
using Kem.Match.Web.Domain.Programmes;
using Kem.Match.Web.Domain.Proposals;
using Kem.Match.Web.Domain.Reminders;
using Kem.Match.Web.Domain.Stories;
using Kem.Match.Web.Domain.Wishes;
using Kem.Match.Web.Mailing;
using Kem.Match.Web.Mailing.Templates;

namespace Kem.Match.Web.Data;

/// <summary>Who may see what. Every load begins here; what is filtered away is not found (404), never forbidden.</summary>
public static class Visibility
{
    /// <summary>
    /// Coordinators and administrators see their municipality's catalogue. Partners see themselves and those who have
    /// confirmed their profile; nothing written about an association is shown to others before it has said yes.
    /// </summary>
    public static IQueryable<Organisation> VisibleTo(this IQueryable<Organisation> organisations, ClaimsPrincipal user)
    {
        var viewer = Viewer.From(user);
        var own = organisations.Where(o => o.MunicipalityCode == viewer.MunicipalityCode);

        return viewer.IsCoordinator || viewer.IsAdministrator ? own
            : viewer.IsPartner ? own.Where(o => o.Id == viewer.OrganisationId || o.ConfirmedOn != null)
            : organisations.Where(o => false);
    }

    /// <summary>Those that can be suggested, asked and taken into something new: neither merged into another nor closed down.</summary>
    public static IQueryable<Organisation> InUse(this IQueryable<Organisation> organisations) =>
        organisations.Where(o => o.MergedIntoId == null && o.RetiredOn == null);

    /// <summary>Which entries of the catalogue became one is for the coordinators who see to it.</summary>
    public static IQueryable<OrganisationMerge> VisibleTo(this IQueryable<OrganisationMerge> merges, ClaimsPrincipal user)
    {
        var viewer = Viewer.From(user);
        return viewer.IsCoordinator ? merges.Where(m => m.MunicipalityCode == viewer.MunicipalityCode) : merges.Where(m => false);
    }

    /// <summary>Coordinators see the needs of their municipality; partners see their own.</summary>
    public static IQueryable<Need> VisibleTo(this IQueryable<Need> needs, ClaimsPrincipal user)
    {
        var viewer = Viewer.From(user);

        return viewer.IsCoordinator ? needs.Where(n => n.MunicipalityCode == viewer.MunicipalityCode)
            : viewer.IsPartner ? needs.Where(n => n.AskerId == viewer.OrganisationId && n.MunicipalityCode == viewer.MunicipalityCode)
            : needs.Where(n => false);
    }

    /// <summary>Coordinators see the proposals of their municipality; partners see those sent to them or about their own need.</summary>
    public static IQueryable<MatchProposal> VisibleTo(this IQueryable<MatchProposal> proposals, ClaimsPrincipal user)
    {
        var viewer = Viewer.From(user);

        return viewer.IsCoordinator ? proposals.Where(p => p.MunicipalityCode == viewer.MunicipalityCode)
            : viewer.IsPartner ? proposals.Where(p => p.PartnerId == viewer.OrganisationId || p.Need.AskerId == viewer.OrganisationId)
            : proposals.Where(p => false);
    }

    /// <summary>Coordinators see the agreements of their municipality; partners see those they are party to, once they are asked for comments or signatures.</summary>
    public static IQueryable<CooperationAgreement> VisibleTo(this IQueryable<CooperationAgreement> agreements, ClaimsPrincipal user)
    {
        var viewer = Viewer.From(user);

        return viewer.IsCoordinator ? agreements.Where(a => a.MunicipalityCode == viewer.MunicipalityCode)
            : viewer.IsPartner ? agreements.Where(a => (a.State != AgreementState.Draft || a.OutForCommentsSince != null) && a.Parties.Any(p => p.OrganisationId == viewer.OrganisationId))
            : agreements.Where(a => false);
    }

    /// <summary>Coordinators see the mails of their municipality; administrators the envelopes of the whole installation.</summary>
    public static IQueryable<OutgoingMail> VisibleTo(this IQueryable<OutgoingMail> mails, ClaimsPrincipal user)
    {
        var viewer = Viewer.From(user);

        return viewer.IsAdministrator ? mails
            : viewer.IsCoordinator ? mails.Where(m => m.MunicipalityCode == viewer.MunicipalityCode)
            : mails.Where(m => false);
    }

    /// <summary>Coordinators see the reminders of their municipality; administrators those of the whole installation.</summary>
    public static IQueryable<Reminder> VisibleTo(this IQueryable<Reminder> reminders, ClaimsPrincipal user)
    {
        var viewer = Viewer.From(user);

        return viewer.IsAdministrator ? reminders
            : viewer.IsCoordinator ? reminders.Where(r => r.MunicipalityCode == viewer.MunicipalityCode)
            : reminders.Where(r => false);
    }

    public static IQueryable<ReminderFinding> VisibleTo(this IQueryable<ReminderFinding> findings, ClaimsPrincipal user)
    {
        var viewer = Viewer.From(user);

        return viewer.IsAdministrator ? findings
            : viewer.IsCoordinator ? findings.Where(f => f.MunicipalityCode == viewer.MunicipalityCode)
            : findings.Where(f => false);
    }

    public static IQueryable<MailStop> VisibleTo(this IQueryable<MailStop> stops, ClaimsPrincipal user)
    {
        var viewer = Viewer.From(user);

        return viewer.IsCoordinator || viewer.IsAdministrator ? stops.Where(s => s.MunicipalityCode == viewer.MunicipalityCode) : stops.Where(s => false);
    }

    /// <summary>The coordinators of the municipality make the calls.</summary>
    public static IQueryable<PhoneReminder> VisibleTo(this IQueryable<PhoneReminder> calls, ClaimsPrincipal user)
    {
        var viewer = Viewer.From(user);
        return viewer.IsCoordinator ? calls.Where(c => c.MunicipalityCode == viewer.MunicipalityCode) : calls.Where(c => false);
    }

    /// <summary>The words of the mails are for the administrators of the municipality.</summary>
    public static IQueryable<MailWording> VisibleTo(this IQueryable<MailWording> wordings, ClaimsPrincipal user)
    {
        var viewer = Viewer.From(user);
        return viewer.IsAdministrator ? wordings.Where(w => w.MunicipalityCode == viewer.MunicipalityCode) : wordings.Where(w => false);
    }

    /// <summary>What was said about matches is for the coordinators of the municipality.</summary>
    public static IQueryable<MatchEvent> VisibleTo(this IQueryable<MatchEvent> events, ClaimsPrincipal user)
    {
        var viewer = Viewer.From(user);
        return viewer.IsCoordinator ? events.Where(e => e.MunicipalityCode == viewer.MunicipalityCode) : events.Where(e => false);
    }

    /// <summary>A question is for the party that is asked, and for the coordinator who may have heard the answer on the phone.</summary>
    public static IQueryable<MatchQuestion> VisibleTo(this IQueryable<MatchQuestion> questions, ClaimsPrincipal user)
    {
        var viewer = Viewer.From(user);

        return viewer.IsCoordinator ? questions.Where(q => q.MunicipalityCode == viewer.MunicipalityCode)
            : viewer.IsPartner ? questions.Where(q => q.OrganisationId == viewer.OrganisationId)
            : questions.Where(q => false);
    }

    public static IQueryable<StatusMeeting> VisibleTo(this IQueryable<StatusMeeting> meetings, ClaimsPrincipal user)
    {
        var viewer = Viewer.From(user);

        return viewer.IsCoordinator ? meetings.Where(m => m.Agreement.MunicipalityCode == viewer.MunicipalityCode)
            : viewer.IsPartner ? meetings.Where(m => m.Agreement.Parties.Any(p => p.OrganisationId == viewer.OrganisationId))
            : meetings.Where(m => false);
    }

    /// <summary>The coordinators of the municipality lead the talks; the sides take part by their links.</summary>
    public static IQueryable<ExpectationTalk> VisibleTo(this IQueryable<ExpectationTalk> talks, ClaimsPrincipal user)
    {
        var viewer = Viewer.From(user);

        return viewer.IsCoordinator ? talks.Where(t => t.MunicipalityCode == viewer.MunicipalityCode) : talks.Where(t => false);
    }

    /// <summary>The lead sees the programmes that he or she leads; coordinators those of their municipality.</summary>
    public static IQueryable<CapacityProgramme> VisibleTo(this IQueryable<CapacityProgramme> programmes, ClaimsPrincipal user)
    {
        var viewer = Viewer.From(user);

        return viewer.IsProgrammeLead ? programmes.Where(p => p.LeadId == viewer.UserId)
            : viewer.IsCoordinator ? programmes.Where(p => p.MunicipalityCode == viewer.MunicipalityCode)
            : programmes.Where(p => false);
    }

    /// <summary>What an association answers in its health check is for the lead of its programme, and for nobody in the municipality.</summary>
    public static IQueryable<Checkup> VisibleTo(this IQueryable<Checkup> checkups, ClaimsPrincipal user)
    {
        var viewer = Viewer.From(user);
        return viewer.IsProgrammeLead ? checkups.Where(c => c.Programme.LeadId == viewer.UserId) : checkups.Where(c => false);
    }

    /// <summary>Coordinators see the stories of their municipality; partners see those they are part of, once they are asked to approve.</summary>
    public static IQueryable<Story> VisibleTo(this IQueryable<Story> stories, ClaimsPrincipal user)
    {
        var viewer = Viewer.From(user);

        return viewer.IsCoordinator ? stories.Where(s => s.MunicipalityCode == viewer.MunicipalityCode)
            : viewer.IsPartner ? stories.Where(s => s.State != StoryState.Draft && s.Approvals.Any(a => a.OrganisationId == viewer.OrganisationId))
            : stories.Where(s => false);
    }
}
