using Kem.Match.Web.Data;
using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Domain.Needs;
using Kem.Match.Web.Domain.Organisations;
using Kem.Match.Web.Domain.Proposals;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Features.Catalogue.Merging;

/// <summary>Everything that belongs to an organisation by its id (det, der hænger på den), and how it changes hands.</summary>
public sealed class Belongings(KemDb db)
{
    private const string UsualProperty = "OrganisationId";

    /// <summary>What to show before it moves: a word for the kind, in plural, and how many.</summary>
    public async Task<IReadOnlyList<(string One, string Many, int Count)>> CountAsync(Guid id, CancellationToken cancellationToken) =>
    [
        ("behov", "behov", await db.Needs.CountAsync(n => n.AskerId == id, cancellationToken)),
        ("forslag", "forslag", await db.Proposals.CountAsync(p => p.PartnerId == id, cancellationToken)),
        ("kladde", "kladder", await db.Agreements.CountAsync(a => a.State == AgreementState.Draft && a.Parties.Any(p => p.OrganisationId == id), cancellationToken)),
        ("aftale til underskrift", "aftaler til underskrift", await db.Agreements.CountAsync(
            a => (a.State == AgreementState.OutForSignature || a.State == AgreementState.Declined) && a.Parties.Any(p => p.OrganisationId == id), cancellationToken)),
        ("aftale i kraft", "aftaler i kraft", await db.Agreements.CountAsync(a => a.State == AgreementState.InForce && a.Parties.Any(p => p.OrganisationId == id), cancellationToken)),
        ("afsluttet aftale", "afsluttede aftaler", await db.Agreements.CountAsync(
            a => (a.State == AgreementState.Ended || a.State == AgreementState.Expired || a.State == AgreementState.Superseded) && a.Parties.Any(p => p.OrganisationId == id), cancellationToken)),
        ("underskriver", "underskrivere", await db.Agreements.SelectMany(a => a.Parties).Where(p => p.OrganisationId == id).SelectMany(p => p.Signatories).CountAsync(cancellationToken)),
        ("samtale", "samtaler", await db.TalkSides.CountAsync(s => s.OrganisationId == id, cancellationToken)),
        ("historie", "historier", await db.StoryApprovals.CountAsync(s => s.OrganisationId == id, cancellationToken)),
        ("forløb", "forløb", await db.ProgrammeMembers.CountAsync(m => m.OrganisationId == id, cancellationToken)),
        ("kommentar", "kommentarer", await db.DraftComments.CountAsync(c => c.OrganisationId == id, cancellationToken)),
        ("link i mails", "links i mails", await db.AccessLinks.CountAsync(l => l.OrganisationId == id && l.RevokedAt == null, cancellationToken)),
        ("bruger", "brugere", await db.Users.CountAsync(u => u.OrganisationId == id, cancellationToken)),
    ];

    /// <summary>Nothing at all points at it, so it can be deleted and nobody will miss it.</summary>
    public async Task<bool> HasNoneAsync(Guid id, CancellationToken cancellationToken) =>
        (await CountAsync(id, cancellationToken)).All(kind => kind.Count == 0)
        && !await db.MatchQuestions.AnyAsync(q => q.OrganisationId == id, cancellationToken)
        && !await db.MatchEvents.AnyAsync(e => e.OrganisationId == id, cancellationToken)
        && !await db.AccessLinks.AnyAsync(l => l.OrganisationId == id, cancellationToken)
        && !await db.ProposalForwards.AnyAsync(f => f.OrganisationId == id, cancellationToken)
        && !await db.OrganisationMerges.AnyAsync(m => m.KeptId == id || m.RemovedId == id, cancellationToken);

    /// <summary>
    /// The rows that go from one entry to the other. What the two had with each other stays as it is: nobody cooperates with
    /// itself, and the old story must still be readable.
    /// </summary>
    public async Task<IReadOnlyList<object>> BetweenAsync(Guid from, Guid to, CancellationToken cancellationToken) =>
    [
        .. await db.Needs.Where(n => n.AskerId == from && !db.Proposals.Any(p => p.NeedId == n.Id && p.PartnerId == to)).ToListAsync(cancellationToken),
        .. await db.Proposals.Where(p => p.PartnerId == from && p.Need.AskerId != to).ToListAsync(cancellationToken),
        .. await db.ProposalForwards.Where(f => f.OrganisationId == from).ToListAsync(cancellationToken),
        .. (await db.Agreements.Include(a => a.Parties).Where(a => a.Parties.Any(p => p.OrganisationId == from) && !a.Parties.Any(p => p.OrganisationId == to))
            .ToListAsync(cancellationToken)).SelectMany(a => a.Parties.Where(p => p.OrganisationId == from)),
        .. await db.DraftComments.Where(c => c.OrganisationId == from).ToListAsync(cancellationToken),
        .. await db.TalkSides.Where(s => s.OrganisationId == from && !s.Talk.Sides.Any(other => other.OrganisationId == to)).ToListAsync(cancellationToken),
        .. await db.StoryApprovals.Where(s => s.OrganisationId == from && !s.Story.Approvals.Any(other => other.OrganisationId == to)).ToListAsync(cancellationToken),
        .. await db.ProgrammeMembers.Where(m => m.OrganisationId == from && !db.ProgrammeMembers.Any(other => other.ProgrammeId == m.ProgrammeId && other.OrganisationId == to)).ToListAsync(cancellationToken),
        .. await db.Checkups.Where(c => c.OrganisationId == from && !db.ProgrammeMembers.Any(other => other.ProgrammeId == c.ProgrammeId && other.OrganisationId == to)).ToListAsync(cancellationToken),
        .. await db.MatchQuestions
            .Where(q => q.OrganisationId == from && !db.MatchQuestions.Any(other => other.OrganisationId == to && other.MatchId == q.MatchId && other.Step == q.Step))
            .ToListAsync(cancellationToken),
        .. await db.AccessLinks.Where(l => l.OrganisationId == from).ToListAsync(cancellationToken),
        .. await db.Users.Where(u => u.OrganisationId == from).ToListAsync(cancellationToken),
        .. await db.Organisations.Where(o => o.MergedIntoId == from).ToListAsync(cancellationToken),
    ];

    /// <summary>Gives a row to another organisation. What it says is untouched.</summary>
    /// <returns>Its type and its id, by which it is found again.</returns>
    public (string Kind, Guid Id) Give(object row, Guid to)
    {
        var entry = db.Entry(row);
        entry.Property(PropertyOf(row)).CurrentValue = to;
        return (entry.Metadata.ClrType.Name, (Guid)entry.Property("Id").CurrentValue!);
    }

    /// <summary>The row that was noted when it moved; null when it is gone since.</summary>
    public async Task<object?> FindAsync(MovedRow moved, CancellationToken cancellationToken)
    {
        var type = db.Model.GetEntityTypes().Single(entity => !entity.IsOwned() && entity.ClrType.Name == moved.Kind).ClrType;
        return await db.FindAsync(type, [moved.RowId], cancellationToken);
    }

    private static string PropertyOf(object row) => row switch
    {
        Need => nameof(Need.AskerId),
        MatchProposal => nameof(MatchProposal.PartnerId),
        Organisation => nameof(Organisation.MergedIntoId),
        _ => UsualProperty,
    };
}
