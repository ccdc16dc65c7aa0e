using System.Globalization;
using System.Text;
using Kem.Match.Engine.Feedback;
using Kem.Match.Engine.Interchange;
using Kem.Match.Engine.Ranking;
using Kem.Match.Engine.Signals;
using Kem.Match.Web.Domain.Needs;
using Kem.Match.Web.Domain.Organisations;
using Kem.Match.Web.Domain.Ranking;
using Kem.Match.Web.Features.Ranking;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Kem.Match.Web.Tests.Ranking;

/// <summary>The application with a learner that is done at once, and short ways to a history that it can learn from.</summary>
public sealed class LearningApp(string database) : KemApp(database)
{
    private const int Needs = 60;

    private static readonly Guid[] Partners = [Catalogue.WomenAssociation, Catalogue.FootballClub, Catalogue.Auditors];

    public RecordedPoints Learner { get; } = new();

    /// <summary>True leaves the learner that the service comes with in place.</summary>
    public bool GrowsTrees { get; init; }

    public static int SignalAt(string code) => SignalTable.IndexOf(code);

    /// <summary>
    /// Sixty needs, asked half a year ago, a day apart: on each list one partner has this signal; it was compared, and another
    /// one was put aside. What else the rows hold is noise, and all of it when no signal tells.
    /// </summary>
    public Task AddHistoryAsync(string? telling) => WithDb(async db =>
    {
        var random = new Random(7);
        var first = Clock.Now.AddDays(-180);

        for (var n = 0; n < Needs; n++)
        {
            var at = first.AddDays(n);
            var need = new Need(Places.Hillerød, Catalogue.IntegrationTeam, OrganisationKind.Association, "Vi mangler besøgsvenner", "Birgit", at);
            var shuffled = Partners.OrderBy(_ => random.Next()).ToArray();
            var chosen = random.Next(Partners.Length);
            db.Needs.Add(need);
            db.ShownLists.Add(new Domain.Ranking.ShownList(
                need.Id, need.AskerId, "prior", SignalTable.All.Select(s => s.Code), shuffled.Select((id, i) => new Domain.Ranking.ShownPartner(i + 1, id, Row(random, telling, i == chosen))), at));
            db.ComparedPartners.Add(new ComparedPartner(need.Id, shuffled[chosen], DateOnly.FromDateTime(at.UtcDateTime)));
            need.Dismiss(shuffled[(chosen + 1) % Partners.Length], "Hemmelig grund", at);
        }

        await db.SaveChangesAsync();
    });

    public Task<List<TrainingRun>> RunsAsync() => WithDb(db => db.TrainingRuns.AsNoTracking().OrderBy(r => r.StartedAt).ToListAsync());

    public Task<RankingInUse> InUseAsync() => Services.GetRequiredService<CurrentRanking>().GetAsync(CancellationToken.None);

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);

        if (!GrowsTrees)
        {
            builder.ConfigureTestServices(services => services.Replace(ServiceDescriptor.Singleton<ILearnedModels>(Learner)));
        }
    }

    private static float[] Row(Random random, string? telling, bool isChosen)
    {
        var row = SignalTable.All.Select(_ => random.NextSingle() * 0.5f).ToArray();
        if (telling is not null) row[SignalAt(telling)] = isChosen ? 1 : 0;
        return row;
    }
}

/// <summary>Learns points for each signal: how much higher it is among those who were chosen than among the others.</summary>
public sealed class RecordedPoints : ILearnedModels, IRankingTrainer
{
    /// <summary>Thrown in the middle of a training, when a test wants that.</summary>
    public Exception? Trouble { get; set; }

    public IRankingTrainer Trainer => this;

    public IRankingModel Train(IReadOnlyList<Judgment> judgments)
    {
        if (Trouble is not null) throw Trouble;

        var chosen = judgments.Where(j => j.Grade > 0).ToList();
        var others = judgments.Where(j => j.Grade == 0).ToList();
        return new Points([.. SignalTable.All.Select((_, i) => 100 * (Mean(chosen, i) - Mean(others, i)))]);
    }

    public byte[] Write(IRankingModel model, IReadOnlyList<JudgedList> lists, RankingFigures? figures) =>
        Encoding.UTF8.GetBytes(string.Join('\n', ((Points)model).Values.Select(v => v.ToString("R", CultureInfo.InvariantCulture))));

    public LearnedRanking Read(byte[] file)
    {
        var lines = Encoding.UTF8.GetString(file).Split('\n');
        return lines.Length == SignalTable.All.Count && lines.All(line => double.TryParse(line, CultureInfo.InvariantCulture, out _))
            ? new LearnedRanking(new Points([.. lines.Select(line => double.Parse(line, CultureInfo.InvariantCulture))]), new MutualCalibration(Calibration.Prior(50), Calibration.Prior(50)))
            : throw new InterchangeException("model", 1, "points", "is not a list of points");
    }

    private static double Mean(List<Judgment> judgments, int signal) =>
        judgments.Count == 0 ? 0 : judgments.Average(j => float.IsNaN(j.Signals[signal]) ? 0 : j.Signals[signal]);

    private sealed class Points(double[] values) : IRankingModel
    {
        public double[] Values => values;

        public void Score(ReadOnlySpan<float> rows, Span<double> scores) => Explain(rows, scores, new double[rows.Length]);

        public void Explain(ReadOnlySpan<float> rows, Span<double> scores, Span<double> contributions)
        {
            scores.Clear();
            for (var i = 0; i < rows.Length; i++)
            {
                contributions[i] = float.IsNaN(rows[i]) ? 0 : values[i % values.Length] * rows[i];
                scores[i / values.Length] += contributions[i];
            }
        }
    }
}
