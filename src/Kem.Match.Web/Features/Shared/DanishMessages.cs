using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding.Metadata;

namespace Kem.Match.Web.Features.Shared;

/// <summary>What a form says in Danish when nobody has written a better sentence for the very field.</summary>
public static class DanishMessages
{
    public static MvcOptions SpeakDanish(this MvcOptions mvc)
    {
        var binding = mvc.ModelBindingMessageProvider;
        binding.SetAttemptedValueIsInvalidAccessor((_, field) => $"Ret »{field}«. Det, der står, kan vi ikke læse.");
        binding.SetNonPropertyAttemptedValueIsInvalidAccessor(_ => "Ret feltet. Det, der står, kan vi ikke læse.");
        binding.SetUnknownValueIsInvalidAccessor(field => $"Ret »{field}«. Det, der står, kan vi ikke læse.");
        binding.SetNonPropertyUnknownValueIsInvalidAccessor(() => "Ret feltet. Det, der står, kan vi ikke læse.");
        binding.SetValueIsInvalidAccessor(_ => "Ret feltet. Det, der står, kan vi ikke læse.");
        binding.SetValueMustBeANumberAccessor(field => $"Skriv et tal i »{field}«.");
        binding.SetNonPropertyValueMustBeANumberAccessor(() => "Skriv et tal.");
        binding.SetValueMustNotBeNullAccessor(_ => "Udfyld feltet.");
        binding.SetMissingBindRequiredValueAccessor(field => $"Udfyld »{field}«.");
        binding.SetMissingKeyOrValueAccessor(() => "Udfyld feltet.");
        binding.SetMissingRequestBodyRequiredValueAccessor(() => "Siden fik ingen svar med. Prøv igen.");

        mvc.ModelMetadataDetailsProviders.Add(new DanishValidation());
        return mvc;
    }

    /// <summary>Gives the usual rules a Danish sentence, unless they have got one of their own.</summary>
    private sealed class DanishValidation : IValidationMetadataProvider
    {
        public void CreateValidationMetadata(ValidationMetadataProviderContext context)
        {
            foreach (var rule in context.ValidationMetadata.ValidatorMetadata.OfType<ValidationAttribute>())
            {
                if (rule.ErrorMessage is null && rule.ErrorMessageResourceName is null && SentenceFor(rule) is { } sentence)
                {
                    rule.ErrorMessage = sentence;
                }
            }
        }

        private static string? SentenceFor(ValidationAttribute rule) => rule switch
        {
            RequiredAttribute => "Udfyld »{0}«.",
            StringLengthAttribute or MaxLengthAttribute => "»{0}« må højst fylde {1} tegn.",
            MinLengthAttribute => "»{0}« skal fylde mindst {1} tegn.",
            RangeAttribute => "»{0}« skal være fra {1} til {2}.",
            EmailAddressAttribute => "Ret »{0}«. Skriv en mailadresse, for eksempel navn@forening.example.",
            _ => null,
        };
    }
}
