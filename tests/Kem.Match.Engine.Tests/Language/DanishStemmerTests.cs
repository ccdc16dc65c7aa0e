using Kem.Match.Engine.Language;

namespace Kem.Match.Engine.Tests.Language;

/// <summary>Word and stem, one pair or more for each rule of the algorithm; most are from its published vocabulary.</summary>
public class DanishStemmerTests
{
    [Theory]
    [InlineData("foreningerne>forening venskaberne>venskab hjælpen>hjælp studerendes>stud studerende>stud sandhedens>sand")]
    [InlineData("evighedens>evig vurderede>vurd indgraverede>indgrav prøvethed>prøv ondsindethed>ondsind sandheden>sand svagheder>svag")]
    [InlineData("enkeltheder>enkelt kendes>kend troendes>troend ugernes>ugern overens>over alterets>alt tilbered>tilb profetered>profet")]
    [InlineData("strålende>strål tilkommende>tilkom markerne>mark føreren>før panteren>pant graverer>grav svagheds>svag dagenes>dag")]
    [InlineData("portenes>port stærkeres>stærk banneret>ban vurderet>vurd svaghed>svag gravene>grav ringere>ring igenfødelsens>igenfød")]
    [InlineData("vingers>ving landets>land overfladen>overflad bredder>bred velsignelses>velsign antaget>antag klynge>klyng")]
    public void The_longest_of_the_main_endings_goes(string words) => AssertStems(words);

    [Theory]
    [InlineData("hed>hed enhed>enhed frihed>frihed mered>mered bered>bered ene>ene enes>enes ere>ere ens>ens ers>ers alen>alen")]
    [InlineData("koen>koen over>over iler>iler æres>æres ages>ages slet>slet tiet>tiet ske>ske le>le")]
    public void An_ending_that_reaches_into_the_beginning_stays(string words) => AssertStems(words);

    [Theory]
    [InlineData("buds>bud visdoms>visdom arvs>arv edderkops>edderkop kvægs>kvæg bryllups>bryllup vandets>vand dodos>dodo")]
    [InlineData("barzillajs>barzillaj seths>seth græs>græs fnøs>fnøs afgudshus>afgudshus apis>apis lås>lås gys>gys tres>tres udøs>udøs")]
    [InlineData("als>als")]
    public void A_final_s_goes_after_the_letters_that_allow_it(string words) => AssertStems(words);

    [Theory]
    [InlineData("smaragd>smarag udsendt>udsend meldt>meld hensigt>hens afmagt>afmag udslukt>udsluk tænkt>tænk sødt>sødt ondt>ondt")]
    [InlineData("lagt>lagt smukt>smukt")]
    public void The_t_or_d_of_a_pair_goes(string words) => AssertStems(words);

    [Theory]
    [InlineData("kærlighed>kær kongelig>kong håndgribelig>håndgrib tidlig>tid herlig>her kraftig>kraft fuldstændig>fuldstænd")]
    [InlineData("ismaels>ismael fængsels>fængsel kosteligst>kost allermægtigst>allermæg fjendtlig>fjend meddelagtig>meddelag enig>enig")]
    [InlineData("rig>rig lig>lig slig>slig els>els")]
    public void Endings_of_adjectives_go(string words) => AssertStems(words);

    [Theory]
    [InlineData("arbejdsløst>arbejdsløs sporløst>sporløs hjerteløst>hjerteløs troløst>troløst opløst>opløst løst>løst")]
    public void The_t_after_løs_goes(string words) => AssertStems(words);

    [Theory]
    [InlineData("svømmeren>svøm rankerne>rank pottemagerens>pottemag takofferets>takof stemme>stem karrige>kar bedrøvelse>bedrøv")]
    [InlineData("damaskuss>damaskus uslukkelig>usluk alle>all otte>ott")]
    public void One_of_two_equal_consonants_goes(string words) => AssertStems(words);

    private static void AssertStems(string words) => Assert.All(
        words.Split(' '),
        pair =>
        {
            var parts = pair.Split('>');
            Assert.Equal(parts[1], DanishStemmer.Stem(parts[0]));
        });
}
