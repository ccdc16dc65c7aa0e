using System.Collections.Frozen;

namespace Kem.Match.Engine.Language;

/// <summary>Words that hold a sentence together and say nothing about its subject, folded.</summary>
public static class StopWords
{
    public static FrozenSet<string> Danish { get; } = Words(
        """
        ad af alle alligevel alt altid altså anden andet andre at bare begge bl blandt blev blive bliver blevet
        bør både da de dem den denne der deres derfor det dette dig din dine disse dit dog du eftersom efter eks
        eksempelvis el eller elsker en end endnu enhver enten er et etc ethvert evt fik fordi for fra fx få får
        fået før først gerne giver give godt god gode gør gøre gjort går gå ham han hans har havde have heller
        helt hen hende hendes her hos hvad hvem hver hvert hvilke hvilken hvilket hvis hvor hvordan hvorfor
        hvornår i idet igen ind inden indtil ingen intet ja jeg jer jeres jo kan kom komme kommer kun kunne lade
        lave laver lidt ligesom lidt må man mange mange med meget mellem men mens mere mest mig min mindre
        mindst mine mit mod måske måtte ned nemlig nej netop noget nogen nok nu når og også om omkring op os osv
        ok over på pga ca per pr samme samt selv ses se sidste sig sin sine sit skal skulle som synes sådan
        således så søger ønsker ønske til tog ud under var ved vi via vil ville vor vore vores være været bruge
        brug brugt begge både hele hver dvs bla mv mm samtidig derudover desuden dermed hertil dertil hvorved
        hvoraf hvormed står stå tage tager taget få findes finde går lige
        """);

    public static FrozenSet<string> English { get; } = Words(
        """
        a about above after again all also am an and any are as at be because been before being below between both
        but by can could did do does doing down during each few for from further get had has have having he her here
        hers him his how i if in into is it its itself just like me more most my need needs no nor not now of off on
        once only or other our ours out over own same she should so some such than that the their theirs them then
        there these they this those through to too under until up us very want wants was we were what when where
        which while who whom why will with would you your yours
        """);

    private static FrozenSet<string> Words(string list) =>
        list.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries)
            .Select(TextFolding.Fold)
            .ToFrozenSet(StringComparer.Ordinal);
}
