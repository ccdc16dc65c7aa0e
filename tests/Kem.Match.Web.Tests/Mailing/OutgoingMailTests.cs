using Kem.Match.Web.Mailing;

namespace Kem.Match.Web.Tests.Mailing;

public class OutgoingMailTests
{
    private static readonly DateTimeOffset Now = new(2027, 3, 1, 9, 0, 0, TimeSpan.Zero);

    private static readonly ProposalLetter Letter = new(ProposalLetter.Amina);

    [Fact]
    public void A_letter_waits_with_all_that_is_needed_to_send_it()
    {
        var mail = OutgoingMail.From(Letter, Now);

        Assert.Equal(OutgoingMailState.Waiting, mail.State);
        Assert.Equal(("PROPOSAL", "Amina Østergård", "amina@kvindenetvaerket.example"), (mail.Kind, mail.ToName, mail.ToAddress));
        Assert.Equal(("Birgit Aagaard", "birgit@hilleroed.example"), (mail.ReplyToName, mail.ReplyToAddress));
        Assert.Equal((Letter.Subject, Letter.Text), (mail.Subject, mail.Text));
        Assert.Equal(("MatchProposal", (Guid?)ProposalLetter.ProposalId), (mail.AboutType, mail.AboutId));
        Assert.Equal("proposal:1:amina", mail.DeduplicationKey);
        Assert.Equal((Now, Now), (mail.CreatedAt, mail.DueAt));
        Assert.Null(mail.CalendarText);
    }

    [Fact]
    public void A_letter_can_wait_for_a_better_hour()
    {
        Assert.Equal(Now.AddHours(2), OutgoingMail.From(Letter, Now, notBefore: Now.AddHours(2)).DueAt);
        Assert.Equal(Now, OutgoingMail.From(Letter, Now, notBefore: Now.AddHours(-2)).DueAt);
    }

    [Fact]
    public void Every_attempt_has_the_same_message_id()
    {
        var mail = OutgoingMail.From(Letter, Now);
        var first = mail.MessageId("kem.example");

        mail.Record(Delivery.Uncertain("line lost"), Now);

        Assert.Equal(first, mail.MessageId("kem.example"));
        Assert.Equal($"<{mail.Id:N}@kem.example>", first);
        Assert.NotEqual(first, OutgoingMail.From(Letter, Now).MessageId("kem.example"));
    }

    [Fact]
    public void What_people_typed_cannot_break_the_lines_or_the_database()
    {
        var mail = OutgoingMail.From(Letter with { SubjectLine = "Vil I\r\nBcc: x@y.example\0", Body = "Hej\0\r\nAmina \uD83D" }, Now);

        Assert.Equal("Vil I Bcc: x@y.example", mail.Subject);
        Assert.Equal("Hej\nAmina \uFFFD", mail.Text);
    }

    [Fact]
    public void A_subject_and_a_name_that_are_too_tooLongare_cut_at_a_whole_letter()
    {
        var tooLong = new string('a', 198) + "🎻" + new string('b', 400);
        var mail = OutgoingMail.From(new ProposalLetter(Recipient.Create(tooLong, "amina@forening.example")) { SubjectLine = tooLong }, Now);

        Assert.Equal(new string('a', 198) + "…", mail.ToName);
        Assert.Equal(400, mail.Subject.Length);
        Assert.EndsWith("b…", mail.Subject, StringComparison.Ordinal);
    }

    [Fact]
    public void An_accepted_mail_is_sent_and_takes_no_more_attempts()
    {
        var mail = OutgoingMail.From(Letter, Now);

        mail.Record(Delivery.Accepted, Now.AddSeconds(3));

        Assert.Equal((OutgoingMailState.Sent, (DateTimeOffset?)Now.AddSeconds(3)), (mail.State, mail.SentAt));
        Assert.False(mail.Uncertain);
        Assert.Throws<InvalidOperationException>(() => mail.Record(Delivery.Accepted, Now.AddSeconds(4)));
        Assert.Throws<InvalidOperationException>(() => mail.Suppress("for sent"));
        Assert.Throws<InvalidOperationException>(() => mail.TryAgain(Now));
    }

    [Fact]
    public void A_temporary_refusal_is_tried_again_after_a_pause()
    {
        var mail = OutgoingMail.From(Letter, Now);

        mail.Record(Delivery.Temporary("451 later"), Now);

        Assert.Equal(OutgoingMailState.Waiting, mail.State);
        Assert.Equal(Now.AddMinutes(1), mail.DueAt);
        Assert.Equal("451 later", mail.LastError);
        Assert.False(mail.Uncertain);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 5)]
    [InlineData(3, 15)]
    [InlineData(4, 60)]
    [InlineData(5, 240)]
    [InlineData(6, 240)]
    [InlineData(30, 240)]
    public void The_pauses_grow_to_four_hours(int attempts, int minutes) =>
        Assert.Equal(TimeSpan.FromMinutes(minutes), OutgoingMail.PauseAfter(attempts));

    [Fact]
    public void A_permanent_refusal_is_not_tried_again()
    {
        var mail = OutgoingMail.From(Letter, Now);

        mail.Record(Delivery.Permanent("550 no such user"), Now);

        Assert.Equal((OutgoingMailState.Failed, MailReason.Refused, "550 no such user"), (mail.State, mail.Reason, mail.LastError));
    }

    [Fact]
    public void An_unknown_outcome_is_remembered_even_when_a_later_attempt_succeeds()
    {
        var mail = OutgoingMail.From(Letter, Now);

        mail.Record(Delivery.Uncertain("line lost"), Now);
        mail.Record(Delivery.Accepted, Now.AddMinutes(1));

        Assert.Equal(OutgoingMailState.Sent, mail.State);
        Assert.True(mail.Uncertain);
        Assert.Null(mail.LastError);
    }

    [Fact]
    public void It_is_given_up_after_five_days()
    {
        var mail = OutgoingMail.From(Letter, Now, notBefore: Now.AddDays(1));

        mail.Record(Delivery.Temporary("451"), Now.AddDays(6).AddMinutes(-1));
        Assert.Equal(OutgoingMailState.Waiting, mail.State);

        mail.Record(Delivery.Temporary("451"), Now.AddDays(6));
        Assert.Equal(OutgoingMailState.Failed, mail.State);
    }

    [Fact]
    public void A_letter_that_becomes_pointless_sooner_is_given_up_sooner()
    {
        var mail = OutgoingMail.From(Letter with { AnswerBefore = Now.AddHours(1) }, Now);

        Assert.False(mail.IsStale(Now.AddHours(1)));
        Assert.True(mail.IsStale(Now.AddHours(1).AddSeconds(1)));

        mail.Record(Delivery.Temporary("451"), Now.AddHours(1));
        Assert.Equal(OutgoingMailState.Failed, mail.State);
    }

    [Fact]
    public void A_mail_can_be_held_back_and_taken_up_again()
    {
        var mail = OutgoingMail.From(Letter, Now);

        mail.Suppress("Aftalen er stoppet.");
        Assert.Equal((OutgoingMailState.Suppressed, "Aftalen er stoppet."), (mail.State, mail.SuppressedReason));

        mail.TryAgain(Now.AddDays(9));
        Assert.Equal(OutgoingMailState.Waiting, mail.State);
        Assert.Equal((Now.AddDays(9), Now.AddDays(14)), (mail.DueAt, mail.GiveUpAt));
        Assert.Null(mail.SuppressedReason);
    }

    [Fact]
    public void Each_attempt_without_an_answer_is_counted()
    {
        var mail = OutgoingMail.From(Letter, Now);

        mail.Record(Delivery.Uncertain("line lost"), Now);
        mail.Record(Delivery.Temporary("451"), Now.AddMinutes(1));
        mail.Record(Delivery.Uncertain("line lost"), Now.AddMinutes(6));
        mail.Record(Delivery.AcceptedWith("250 ok, queued as 4711"), Now.AddMinutes(21));

        Assert.Equal((2, "250 ok, queued as 4711"), (mail.UncertainAttempts, mail.ServerAnswer));
    }

    [Fact]
    public void What_came_back_is_not_sent_as_the_same_mail_again_but_as_a_copy()
    {
        var mail = OutgoingMail.From(Letter, Now);
        mail.Record(Delivery.Accepted, Now);

        mail.Return("550 5.1.1 ukendt");

        Assert.Equal((OutgoingMailState.Failed, MailReason.Returned, false), (mail.State, mail.Reason, mail.CanBeTriedAgain));
        Assert.Throws<InvalidOperationException>(() => mail.TryAgain(Now));

        var copy = mail.Again(Now.AddDays(1));
        Assert.Equal((mail.Subject, mail.Text, mail.ToAddress, (Guid?)mail.Id, null), (copy.Subject, copy.Text, copy.ToAddress, copy.CopyOf, copy.DeduplicationKey));
        Assert.NotEqual(mail.MessageId("kem.example"), copy.MessageId("kem.example"));
    }

    [Fact]
    public void Nothing_about_the_person_is_left_when_the_receiver_is_erased()
    {
        var mail = OutgoingMail.From(Letter, Now);
        Assert.Throws<InvalidOperationException>(() => mail.EraseLetter(Now));
        mail.Record(Delivery.AcceptedWith("250 amina ok"), Now);

        mail.EraseReceiver("a1b2c3", Now.AddYears(2));

        var left = string.Join(' ', typeof(OutgoingMail).GetProperties().Select(property => property.GetValue(mail)));
        Assert.DoesNotContain("amina", left, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("birgit", left, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("Spejderne", left, StringComparison.Ordinal);
        Assert.Equal(("a1b2c3", OutgoingMailState.Sent), (mail.ToAddress, mail.State));
    }
}
