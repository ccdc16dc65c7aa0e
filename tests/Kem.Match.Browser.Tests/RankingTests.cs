using System.Globalization;
using System.Text;
using Kem.Match.Web.Domain.Ranking;
using Kem.Match.Web.Features.Ranking;
using Kem.Match.Web.Tests;

namespace Kem.Match.Browser.Tests;

/// <summary>The administrator looks at what the ranking has learned, goes back to an earlier model and changes her mind.</summary>
public class RankingTests(Chromium chromium)
{
    private const string Page = "/administration/rangering";

    [Fact]
    public async Task Before_there_is_anything_to_learn_from_the_page_says_how_much_is_missing()
    {
        await using var journey = await Journey.BeginAsync(chromium, TestDatabase.Sqlite);
        var anton = journey.Mona;
        await anton.SignInAsync("Anton Lauring");
        await anton.GoAsync(Page);
        await anton.SeesAsync("Der er ikke trænet endnu");
        await journey.ExamineAsync(anton, "rangering-tom");

        await anton.PressAsync("Træn nu");
        await anton.SeesAsync("Der er endnu for få svar til at lære af: 0 af 100");
        await journey.ExamineAsync(anton, "rangering-for-få");
        journey.NothingWentWrong();
    }

    [Fact]
    public async Task A_model_can_be_put_aside_and_taken_back()
    {
        await using var journey = await Journey.BeginAsync(chromium, TestDatabase.Sqlite);
        var anton = journey.Mona;
        await AddModelsAsync(journey);
        await anton.SignInAsync("Anton Lauring");
        await anton.GoAsync(Page);
        await anton.SeesHeadingAsync("Rækkefølgen følger faste point");
        await journey.ExamineAsync(anton, "rangering");

        await anton.PressAsync("Brug denne");
        await anton.SeesHeadingAsync("Brug modellen fra");
        await journey.ExamineAsync(anton, "rangering-brug");
        await anton.PressAsync("Fortryd");
        await anton.SeesHeadingAsync("Rækkefølgen følger faste point");
        journey.NothingWentWrong();
    }

    private static Task<int> AddModelsAsync(Journey journey) => journey.Site.WithDb(async db =>
    {
        (int DaysAgo, TrainingState State, int Answers, RankingFigures Figures, RankingFigures Current, string Reason)[] trainings =
        [
            (45, TrainingState.Rejected, 131, new(0.612, 0.58, 0.31), new(0.608, 0.59, 0.30), "Den nye model er ikke sikkert bedre, så den gamle bliver. NDCG@5 gik fra 0,608 til 0,612 på 34 behov, som modellen ikke havde set (p = 0,310)."),
            (20, TrainingState.Promoted, 204, new(0.671, 0.66, 0.31), new(0.604, 0.57, 0.30), "Den nye model er bedre og er taget i brug. NDCG@5 gik fra 0,604 til 0,671 på 51 behov, som modellen ikke havde set (p = 0,012)."),
            (3, TrainingState.Failed, 0, new(0, 0, 0), new(0, 0, 0), "Træningen gik i stå. Den model, der er i brug, er ikke rørt. Fejlen står i programmets log."),
        ];

        foreach (var training in trainings)
        {
            var at = journey.Site.Clock.Now.AddDays(-training.DaysAgo);
            var run = new TrainingRun(at.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), at);

            if (training.State != TrainingState.Failed)
            {
                var day = DateOnly.FromDateTime(at.UtcDateTime);
                var file = Encoding.UTF8.GetBytes($"model {training.DaysAgo}");
                run.Learned(training.Answers, new(day.AddDays(-400), day.AddDays(-21), training.Answers / 3, training.Answers / 2, training.Answers), file, RankingModels.HashOf(file));
                run.Tried(new(day.AddDays(-200), day.AddDays(-21), 34, 40, 70), training.Figures, training.Current);
            }

            run.End(training.State, training.Reason, at);
            db.TrainingRuns.Add(run);
        }

        return await db.SaveChangesAsync();
    });
}
