using System.Net;
using AngleSharp.Html.Parser;
using Kem.Match.Web.Domain.Agreements;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Tests.Agreements;

public sealed class CommentTests : IDisposable
{
    private readonly KemApp app = new();

    public void Dispose() => app.Dispose();

    [Fact]
    public async Task Every_party_is_sent_a_link_and_the_text_is_kept()
    {
        var id = await SentAsync();

        var to = await app.WithDb(db => db.Outbox.Where(m => m.Kind == "COMMENT_REQUEST").Select(m => m.ToAddress).ToListAsync());
        Assert.Equal(["amina@kem.example", "gert@kem.example"], to.Order());
        Assert.Equal(VersionReason.SentForComments, (await app.WithDb(db => db.AgreementVersions.SingleAsync(v => v.AgreementId == id))).Reason);
        Assert.True((await app.AgreementAsync(id)).IsOutForComments);
        Assert.Contains("Til gennemsyn", await app.As(Person.Birgit).GetStringAsync(new Uri("/aftaler", UriKind.Relative)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pressing_twice_makes_one_round()
    {
        var id = await SentAsync();
        await app.SubmitAsync(Person.Birgit, $"/aftaler/{id}/gennemsyn");

        Assert.Equal(1, (await app.AgreementAsync(id)).CommentRound);
        Assert.Equal(2, await app.WithDb(db => db.Outbox.CountAsync(m => m.Kind == "COMMENT_REQUEST")));
    }

    [Fact]
    public async Task Looking_at_the_link_changes_nothing_and_the_whole_text_is_there()
    {
        var id = await SentAsync();
        var link = await app.LinkInMailToAsync("amina@kem.example", "COMMENT_REQUEST");

        var html = await app.As(null).GetStringAsync(new Uri(link, UriKind.Relative));

        var clauses = AgreementText.Write(await app.AgreementAsync(id), Lektiecafe.Taxonomy);
        Assert.All(clauses, clause => Assert.Contains(clause.Heading, html, StringComparison.Ordinal));
        Assert.Contains("Only the Danish text is binding", html, StringComparison.Ordinal);
        Assert.Equal(0, await app.WithDb(db => db.DraftComments.CountAsync()));
    }

    [Fact]
    public async Task Comments_and_other_words_reach_the_coordinator_in_one_mail_a_person_and_round()
    {
        var id = await SentAsync();
        var link = await app.LinkInMailToAsync("amina@kem.example", "COMMENT_REQUEST");

        await app.SubmitAsync(null, link, [new("Form.Comments[CL_PURPOSE]", "Det er fint"), new("Form.Suggestions[CL_PURPOSE.purpose]", "Vi gør det bedre")]);
        await app.SubmitAsync(null, link, [new("Form.Comments[CL_MONEY]", "Hvem betaler?")]);
        await app.SubmitAsync(null, link, [new("Form.Comments[CL_MONEY]", "Hvem betaler?")]);

        var comments = await app.WithDb(db => db.DraftComments.AsNoTracking().ToListAsync());
        Assert.Equal(["Det er fint", "Hvem betaler?", "Vi gør det bedre"], comments.Select(comment => comment.Text).Order(StringComparer.Ordinal));
        Assert.Equal("Vi gør det sammen.", comments.Single(comment => comment.IsSuggestion).Instead);
        Assert.Equal(1, await app.WithDb(db => db.Outbox.CountAsync(m => m.Kind == "COMMENTS_ARRIVED" && m.ToAddress == "birgit@kem.example")));

        var page = await app.As(Person.Birgit).GetStringAsync(new Uri($"/aftaler/{id}/gennemsyn", UriKind.Relative));
        Assert.Contains("3 kommentarer venter", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Other_words_can_be_taken_over_or_answered()
    {
        var id = await SentAsync();
        var link = await app.LinkInMailToAsync("amina@kem.example", "COMMENT_REQUEST");
        await app.SubmitAsync(null, link, [new("Form.Suggestions[CL_PURPOSE.purpose]", "Vi gør det bedre"), new("Form.Suggestions[own.Benefit]", "Vi får venner"), new("Form.Comments[CL_MONEY]", "Hvem betaler?")]);
        var comments = await app.WithDb(db => db.DraftComments.AsNoTracking().ToListAsync());

        foreach (var suggestion in comments.Where(comment => comment.IsSuggestion))
        {
            await app.SubmitAsync(Person.Birgit, $"/aftaler/{id}/gennemsyn", action: $"/aftaler/{id}/kommentarer/{suggestion.Id}/overtagelse");
        }

        var question = comments.Single(comment => !comment.IsSuggestion);
        await app.SubmitAsync(Person.Birgit, $"/aftaler/{id}/gennemsyn", [new("reply", "Kommunen")], $"/aftaler/{id}/kommentarer/{question.Id}/svar");

        var agreement = await app.AgreementAsync(id);
        Assert.Equal("Vi gør det bedre", agreement.AnswerTo("CL_PURPOSE", "purpose"));
        Assert.Equal("Vi får venner", agreement.Parties[0].Terms.Benefit);

        var html = await app.As(null).GetStringAsync(new Uri(link, UriKind.Relative));
        Assert.Contains("Svar fra Birgit: Kommunen", html, StringComparison.Ordinal);
        Assert.Contains("Teksten er ændret, siden I fik den.", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_text_that_changes_while_somebody_writes_is_told_and_the_comment_is_kept()
    {
        var id = await SentAsync();
        var link = await app.LinkInMailToAsync("amina@kem.example", "COMMENT_REQUEST");
        var browser = app.As(null);
        var html = await browser.GetStringAsync(new Uri(link, UriKind.Relative));
        await app.SubmitAsync(Person.Birgit, $"/aftaler/{id}/ret", [new("Form.Answers[CL_PURPOSE.purpose]", "Noget helt andet")]);

        var (_, values) = FilledForm.Read(html, link, action: null, [new("Form.Comments[CL_MONEY]", "Hvem betaler?")]);
        using var form = new FormUrlEncodedContent(values);
        await browser.PostAsync(new Uri(link, UriKind.Relative), form);

        Assert.Contains("Teksten blev ændret, mens du skrev.", await browser.GetStringAsync(new Uri(link, UriKind.Relative)), StringComparison.Ordinal);
        Assert.Contains("Hvem betaler?", await app.WithDb(db => db.DraftComments.Select(c => c.Text).ToListAsync()));
    }

    [Fact]
    public async Task A_comment_with_a_personal_number_or_without_a_name_is_refused_with_the_text_kept()
    {
        await SentAsync();
        var link = await app.LinkInMailToAsync("amina@kem.example", "COMMENT_REQUEST");

        var answer = await app.SubmitAsync(null, link, [new("Form.AuthorName", ""), new("Form.Comments[CL_MONEY]", "Skriv til 010203-1234")]);
        var page = new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync());

        Assert.Equal("Skriv til 010203-1234", page.QuerySelector("[name='Form.Comments[CL_MONEY]']")!.TextContent);
        Assert.NotNull(page.QuerySelector("#Form_Comments_CL_MONEY_-error"));
        Assert.NotNull(page.QuerySelector("#Form_AuthorName-error"));
        Assert.Equal(0, await app.WithDb(db => db.DraftComments.CountAsync()));
    }

    [Fact]
    public async Task A_party_that_is_signed_in_comments_too_and_strangers_find_nothing()
    {
        var id = await SentAsync();

        await app.SubmitAsync(Person.Amina, $"/aftaler/{id}/kommentarer", [new("Form.Comments[CL_MONEY]", "Hvem betaler?")]);

        Assert.Equal(Catalogue.WomenAssociation, (await app.WithDb(db => db.DraftComments.SingleAsync())).OrganisationId);
        Assert.Equal(HttpStatusCode.OK, (await app.As(Person.Amina).GetAsync(new Uri($"/aftaler/{id}", UriKind.Relative))).StatusCode);
        Assert.All(
            [(Person.Carsten, "gennemsyn"), (Person.Dorte, "kommentarer"), (Person.Amina, "gennemsyn"), (Person.Amina, "ret")],
            visit => Assert.Equal(HttpStatusCode.NotFound, app.As(visit.Item1).GetAsync(new Uri($"/aftaler/{id}/{visit.Item2}", UriKind.Relative)).Result.StatusCode));
    }

    [Fact]
    public async Task When_the_round_is_over_one_can_read_but_not_write()
    {
        var id = await SentAsync();
        var link = await app.LinkInMailToAsync("amina@kem.example", "COMMENT_REQUEST");
        await app.SubmitAsync(Person.Birgit, $"/aftaler/{id}/gennemsyn", action: $"/aftaler/{id}/gennemsyn/afslutning");

        var html = await app.As(null).GetStringAsync(new Uri(link, UriKind.Relative));

        Assert.Contains("Gennemsynet er slut", html, StringComparison.Ordinal);
        Assert.DoesNotContain("Send kommentarer", html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await app.As(null).GetAsync(new Uri(link + "x", UriKind.Relative))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await app.As(null).GetAsync(new Uri(link.Replace("/g/", "/u/", StringComparison.Ordinal), UriKind.Relative))).StatusCode);
    }

    private async Task<Guid> SentAsync()
    {
        var id = await app.SaveAsync(Lektiecafe.Draft(organisations: AgreementSteps.Parties));
        await app.SubmitAsync(Person.Birgit, $"/aftaler/{id}/gennemsyn");
        return id;
    }
}
