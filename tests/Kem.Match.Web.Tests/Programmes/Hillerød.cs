using Kem.Match.Web.Data;
using Kem.Match.Web.Domain;
using Kem.Match.Web.Domain.Checkups;
using Kem.Match.Web.Domain.Programmes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Kem.Match.Web.Tests.Programmes;

/// <summary>The programme that the tests begin with: from 1 June 2026, 14 months, led by Freja.</summary>
internal static class Hillerød
{
    public static readonly DateOnly Start = new(2026, 6, 1);

    public static CapacityProgramme Programme(DateOnly? startsOn = null, int months = 14, Guid? agreement = null) => new(
        Places.Hillerød, agreement, "Stærke foreninger", new ProgrammeLead(Person.Freja.Id, Person.Freja.Name, Person.Freja.Email),
        new ProgrammePlan(startsOn ?? Start, months, ProgrammePlan.UsualDaysOpen), LetterHours.Usual, KemApp.Morning);

    /// <summary>With two associations from the first day.</summary>
    public static CapacityProgramme WithTwo(Guid? agreement = null)
    {
        var programme = Programme(agreement: agreement);
        programme.Add(Catalogue.WomenAssociation, "Kvinder på Tværs", new(2026, 3, 3));
        programme.Add(Catalogue.FootballClub, "Byens Boldklub", new(2026, 3, 3));
        return programme;
    }

    public static async Task<CapacityProgramme> SaveAsync(this KemApp app, CapacityProgramme programme)
    {
        await app.WithDb(async db =>
        {
            db.Programmes.Add(programme);
            await db.SaveChangesAsync();
        });
        return programme;
    }

    public static Task ChangeAsync(this KemApp app, CapacityProgramme programme, Action<CapacityProgramme> change) => app.WithDb(async db =>
    {
        change(await db.Programmes.Whole().SingleAsync(p => p.Id == programme.Id));
        await db.SaveChangesAsync();
    });

    public static CheckupQuestions Questions { get; } = new ProgrammeFiles(Path.Combine(AppContext.BaseDirectory, "data", "taxonomy")).ReadCheckup();

    /// <summary>The same answer to everything.</summary>
    public static IReadOnlyDictionary<string, CheckupChoice> All(CheckupChoice choice) =>
        Questions.Subjects.SelectMany(subject => subject.Core).ToDictionary(statement => statement.Code, _ => choice);

    /// <summary>An association answers, as if by its link.</summary>
    public static Task AnswerAsync(this KemApp app, CapacityProgramme programme, Guid organisation, CheckupRound round, IReadOnlyDictionary<string, CheckupChoice> answers) =>
        app.WithDb(async db =>
        {
            var member = programme.MemberOf(organisation)!;
            var checkup = await db.Checkups.SingleOrDefaultAsync(c => c.MemberId == member.Id && c.Round == round);

            if (checkup is null)
            {
                checkup = new Checkup(programme.Id, member.Id, organisation, round, app.Clock.Now);
                db.Checkups.Add(checkup);
            }

            checkup.Answer(answers, app.Clock.Now);
            checkup.Close(app.Clock.Now);
            await db.SaveChangesAsync();
        });

    /// <summary>The address behind the link of an association in a round.</summary>
    public static Task<string> CheckupLinkAsync(this KemApp app, Guid organisation, CheckupRound round) => app.WithDb(async db =>
    {
        var link = await (from one in db.AccessLinks
                          join checkup in db.Checkups on one.SubjectId equals checkup.Id
                          where checkup.OrganisationId == organisation && checkup.Round == round && one.RevokedAt == null
                          select one.Id).SingleAsync();
        return $"/t/{app.Services.GetRequiredService<LinkKey>().Token(link)}";
    });
}
