using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace Kem.Match.Web.Features.Shared;

/// <summary>What has just happened, told on the page that comes next (kvittering).</summary>
public static class Receipt
{
    public const string TitleKey = "Kvittering";
    public const string NextKey = "KvitteringTekst";
    public const string UndoKey = "FortrydUrl";

    /// <summary>Leaves a receipt: what happened, what comes next, and where a POST would undo it.</summary>
    public static void LeaveReceipt(this ITempDataDictionary tempData, string title, string? next = null, string? undoUrl = null)
    {
        tempData[TitleKey] = title;
        tempData[NextKey] = next;
        tempData[UndoKey] = undoUrl;
    }
}
