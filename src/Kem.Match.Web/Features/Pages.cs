using System.Text.Encodings.Web;
using System.Text.Unicode;
using Kem.Match.Web.Features.Calendar;
using Kem.Match.Web.Features.Catalogue;
using Kem.Match.Web.Features.Catalogue.Merging;
using Kem.Match.Web.Features.Expectations;
using Kem.Match.Web.Features.Home;
using Kem.Match.Web.Features.Programmes;
using Kem.Match.Web.Features.Proposals;
using Kem.Match.Web.Features.Reminders;
using Kem.Match.Web.Features.Shared;
using Kem.Match.Web.Features.Stories;
using Kem.Match.Web.Features.Wishes;
using Kem.Match.Web.Features.Words;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Razor;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Kem.Match.Web.Features;

/// <summary>What all pages have in common: who may come in, which language errors speak, which headers go out.</summary>
public static class Pages
{
    private const string ContentSecurityPolicy =
        "default-src 'self'; img-src 'self' data:; style-src 'self'; script-src 'self'; object-src 'none'; frame-ancestors 'none'; form-action 'self'; base-uri 'none'";

    public static IServiceCollection AddPages(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All));
        services.AddScoped<PageFrame>();
        services.AddScoped<Today>();
        services.AddScoped<WeekAhead>();
        services.AddScoped<WishChanges>();
        services.AddScoped<ContactNotes>();
        services.AddScoped<CoordinatorWeek>();
        services.AddScoped<ProposalMail>();
        services.AddScoped<IReminderDesk, ProposalReminderDesk>();
        services.AddScoped<TalkPost>();
        services.AddProgrammes();
        services.AddScoped<StoryPost>();
        services.AddScoped<CalendarLinks>();
        services.AddScoped<PersonalCalendar>();
        services.AddScoped<ProposalSending>();
        services.AddScoped<ProposalRefusals>();
        services.AddScoped<CatalogueLookup>();
        services.AddScoped<CatalogueSearch>();
        services.AddScoped<ProfilePages>();
        services.AddScoped<Belongings>();
        services.AddScoped<ProposalClosing>();
        services.AddScoped<OrganisationMerging>();
        services.AddScoped<OrganisationRetirement>();
        services.AddScoped<WordPages>();
        services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        services.Configure<RazorViewEngineOptions>(options => options.ViewLocationExpanders.Add(new FeatureViewLocations()));
        services.AddControllersWithViews(mvc =>
        {
            mvc.SpeakDanish();
            mvc.Filters.Add<AutoValidateAntiforgeryTokenAttribute>();
            mvc.Filters.Add<FrameFilter>();
            mvc.Filters.Add<ConflictFilter>();
        }).AddViewOptions(views => views.HtmlHelperOptions.ClientValidationEnabled = false);
        return services;
    }

    public static void UsePages(this WebApplication app)
    {
        // With services of its own: what has failed in a request, such as finding out who asks, is not asked for once more.
        app.UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandlingPath = "/fejl", CreateScopeForErrors = true });
        app.UseStatusCodePagesWithReExecute("/findes-ikke");

        if (!app.Environment.IsDevelopment())
        {
            app.UseHsts();
        }

        app.Use((context, next) =>
        {
            var headers = context.Response.Headers;
            headers.ContentSecurityPolicy = ContentSecurityPolicy;
            headers.XContentTypeOptions = "nosniff";
            headers["Referrer-Policy"] = "no-referrer";
            headers["Cross-Origin-Opener-Policy"] = "same-origin";
            return next(context);
        });

        app.UseUploadLimit();

        // Dates and numbers are read as they are written in Denmark, whatever the browser prefers.
        app.UseRequestLocalization("da-DK");
        app.UseRouting();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapStaticAssets().AllowAnonymous();
    }
}
