using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Domain.Proposals;
using Kem.Match.Web.Features.Outbox;
using Kem.Match.Web.Mailing;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Tests.Outbox;

/// <summary>What was true when it was written may not be when it is sent.</summary>
public sealed class MailRelevanceTests : IDisposable
{
    private readonly KemApp app = new();

    public void Dispose() => app.Dispose();

    [Theory]
    [InlineData("nothing", null)]
    [InlineData("moved", "Mødet er flyttet.")]
    [InlineData("ended", "Aftalen er stoppet.")]
    [InlineData("held", "Mødet skal ikke holdes.")]
    public async Task A_reminder_of_a_meeting_is_held_back_when_the_meeting_is_no_longer_as_it_says(string change, string? reason)
    {
        await app.FillDemoAsync();
        var meeting = await app.WithDb(db => db.StatusMeetings.AsNoTracking().FirstAsync(m => m.State == MeetingState.Planned && m.Agreement.State == AgreementState.InForce));
        var mail = await WriteAsync(new Reminder("STATUS_REMINDER", nameof(StatusMeeting), meeting.Id, meeting.Sequence));

        await app.WithDb(db => change switch
        {
            "moved" => db.StatusMeetings.Where(m => m.Id == meeting.Id).ExecuteUpdateAsync(set => set.SetProperty(m => m.Sequence, m => m.Sequence + 1)),
            "ended" => db.Agreements.Where(a => a.Id == meeting.AgreementId).ExecuteUpdateAsync(set => set.SetProperty(a => a.State, AgreementState.Ended)),
            "held" => db.StatusMeetings.Where(m => m.Id == meeting.Id).ExecuteUpdateAsync(set => set.SetProperty(m => m.State, MeetingState.Held)),
            _ => Task.FromResult(0),
        });

        Assert.Equal(reason, await ReasonAsync(mail));
    }

    [Theory]
    [InlineData(ProposalState.Sent, null)]
    [InlineData(ProposalState.Interested, "Forslaget venter ikke længere på svar.")]
    [InlineData(ProposalState.Withdrawn, "Forslaget venter ikke længere på svar.")]
    public async Task A_reminder_of_a_proposal_is_held_back_when_it_is_answered(ProposalState state, string? reason)
    {
        await app.FillDemoAsync();
        var proposal = await app.WithDb(db => db.Proposals.Select(p => p.Id).FirstAsync());
        await app.WithDb(db => db.Proposals.Where(p => p.Id == proposal).ExecuteUpdateAsync(set => set.SetProperty(p => p.State, state)));

        Assert.Equal(reason, await ReasonAsync(await WriteAsync(new Reminder("PROPOSAL_REMINDER", nameof(MatchProposal), proposal, null))));
    }

    private Task<Guid> WriteAsync(Letter letter) => app.WithDb(async db =>
    {
        var mail = OutgoingMail.From(letter, app.Clock.GetUtcNow());
        db.Outbox.Add(mail);
        await db.SaveChangesAsync();
        return mail.Id;
    });

    private async Task<string?> ReasonAsync(Guid id)
    {
        await app.RunAsync<OutboxDelivery>();
        var mail = await app.WithDb(db => db.Outbox.AsNoTracking().SingleAsync(m => m.Id == id));

        Assert.Equal(mail.SuppressedReason is null ? OutgoingMailState.Sent : OutgoingMailState.Suppressed, mail.State);
        Assert.Equal(mail.SuppressedReason is null ? null : MailReason.Changed, mail.Reason);
        return mail.SuppressedReason;
    }

    private sealed record Reminder(string Code, string AboutType, Guid AboutId, int? Version) : Letter(Recipient.Create("Amina", "amina@kem.example"))
    {
        public override string Kind => Code;
        public override string Subject => "Husk det";
        public override string Text => "Husk det.";
        public override (string Type, Guid Id)? About => (AboutType, AboutId);
        public override int? AboutVersion => Version;
    }
}
