using Kem.Match.Web.Domain;
using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Domain.Reminders;

namespace Kem.Match.Web.Tests.Reminders;

/// <summary>Asks what reminders a matter calls for.</summary>
internal static class DueReminders
{
    /// <summary>How many different letters of a kind should have left by the evening of a day, and still mean something.</summary>
    public static int DueOn(this CooperationAgreement agreement, DateOnly day, string kind) =>
        AgreementReminders.Of(agreement, LetterHours.Usual).Count(day, kind);

    public static int Count(this IEnumerable<ReminderCall> calls, DateOnly day, string kind) => calls
        .Where(call => call.Kind == kind && !call.IsSettled && call.DueAt <= Evening(day) && call.UselessAfter > Evening(day))
        .Select(call => (call.SubjectId, call.Occurrence)).Distinct().Count();

    private static DateTimeOffset Evening(DateOnly day) => DanishTime.At(day, new TimeOnly(20, 0));
}
