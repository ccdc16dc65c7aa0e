using System.ComponentModel.DataAnnotations;
using Kem.Match.Web.Data;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;

namespace Kem.Match.Web.Features.Account;

[Route("konto")]
public sealed class AccountController(SignInManager<KemUser> signIn, UserManager<KemUser> users, KemDb db, IWebHostEnvironment environment) : Controller
{
    [HttpGet("log-ind"), AllowAnonymous]
    public IActionResult SignIn(string? retur) => View(new SignInForm { ReturnUrl = retur });

    [HttpPost("log-ind"), AllowAnonymous]
    public async Task<IActionResult> SignIn(SignInForm form)
    {
        if (!ModelState.IsValid) return View(form);

        var user = await users.FindByEmailAsync(form.Email);
        var result = user is null
            ? Microsoft.AspNetCore.Identity.SignInResult.Failed
            : await signIn.PasswordSignInAsync(user, form.Password, isPersistent: false, lockoutOnFailure: true);

        if (!result.Succeeded)
        {
            // The same words whether the address is unknown, the password wrong or the account closed for a while.
            ModelState.AddModelError(nameof(form.Password), "Mailadressen og adgangskoden passer ikke sammen. Prøv igen, eller ring til os.");
            return View(form);
        }

        return Url.IsLocalUrl(form.ReturnUrl) ? LocalRedirect(form.ReturnUrl) : Redirect("/");
    }

    [HttpPost("log-ud")]
    public async Task<IActionResult> LeaveAsync()
    {
        await signIn.SignOutAsync();
        return Redirect("/");
    }

    /// <summary>Sign in as one of the demonstration people, without a password. Exists in Development only.</summary>
    [HttpPost("demo"), AllowAnonymous]
    public async Task<IActionResult> SignInAsDemo(Guid id)
    {
        if (!environment.IsDevelopment()) return NotFound();

        var user = await db.Users.SingleOrDefaultAsync(u => u.Id == id);
        if (user is null) return NotFound();

        await signIn.SignInAsync(user, isPersistent: false);
        return Redirect("/");
    }
}

public sealed class SignInForm
{
    [Required(ErrorMessage = "Skriv din mailadresse."), EmailAddress(ErrorMessage = "Skriv mailadressen sådan: navn@eksempel.dk")]
    [Display(Name = "Mailadresse")]
    public string Email { get; init; } = "";

    [Required(ErrorMessage = "Skriv din adgangskode.")]
    [Display(Name = "Adgangskode")]
    public string Password { get; init; } = "";

    public string? ReturnUrl { get; init; }
}
