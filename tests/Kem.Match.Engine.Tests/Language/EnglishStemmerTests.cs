using Kem.Match.Engine.Language;

namespace Kem.Match.Engine.Tests.Language;

/// <summary>Word and stem, one pair or more for each rule of the algorithm; most are from its published vocabulary.</summary>
public class EnglishStemmerTests
{
    [Theory]
    [InlineData("skis>ski skies>sky idly>idl gently>gentl ugly>ugli early>earli only>onli singly>singl sky>sky news>news howe>howe")]
    [InlineData("atlas>atlas cosmos>cosmos bias>bias andes>andes")]
    public void Some_words_have_a_stem_of_their_own(string words) => AssertStems(words);

    [Theory]
    [InlineData("us>us by>by as>as is>is ed>ed y>y s>s")]
    public void Two_letters_are_left_alone(string words) => AssertStems(words);

    [Theory]
    [InlineData("members'>member 'tis>tis 'twas'>twas boys's'>boy there's>there")]
    public void Apostrophes_go(string words) => AssertStems(words);

    [Theory]
    [InlineData("mattresses>mattress processes>process tallied>talli replied>repli booties>booti ties>tie dies>die cries>cri gas>gas")]
    [InlineData("this>this gaps>gap dungeons>dungeon courageous>courag meekness>meek yes>yes")]
    public void Plurals_go(string words) => AssertStems(words);

    [Theory]
    [InlineData("agreed>agre decreed>decre indeed>inde proceed>proceed exceed>exceed succeed>succeed deed>deed speed>speed needly>need")]
    public void Eed_becomes_ee_past_the_beginning(string words) => AssertStems(words);

    [Theory]
    [InlineData("inning>inning outing>outing canning>canning herring>herring earring>earring evening>evening dying>die lying>lie")]
    [InlineData("tying>tie flying>fli trying>tri added>add ebbing>ebb hopping>hop hoping>hope filing>file falling>fall fasting>fast")]
    [InlineData("lured>lure pointedly>point notedly>note appallingly>appal unwittingly>unwit ging>ging ed>ed bled>bled swing>swing")]
    [InlineData("troubled>troubl sized>size tolerated>toler doubling>doubl trebled>trebl baptized>baptiz aged>age iced>ice odds>odd roots>root boxed>box fixing>fix")]
    [InlineData("snowed>snow played>play owed>owe eying>eye eased>eas spying>spi")]
    [InlineData("rebelling>rebel hissing>hiss")]
    public void Past_and_ing_go_and_the_end_is_repaired(string words) => AssertStems(words);

    [Theory]
    [InlineData("cry>cri by>by say>say happy>happi anxiety>anxieti norway>norway enjoy>enjoy youth>youth")]
    public void A_final_y_after_a_consonant_becomes_i(string words) => AssertStems(words);

    [Theory]
    [InlineData("associations>associ organization>organiz civilization>civil sensational>sensat faithfulness>faith seriousness>serious")]
    [InlineData("forgiveness>forgiv conventional>convent sensibility>sensibl ability>abil endlessly>endless patiently>patient")]
    [InlineData("designation>design nation>nation radicalism>radic legality>legal ambitiously>ambiti festivity>festiv carefully>care")]
    [InlineData("geologist>geolog psychologist>psycholog frequency>frequenc constancy>constanc ascendancy>ascend fashionably>fashion")]
    [InlineData("peaceably>peaceabl temporizer>tempor prizer>prizer dictator>dictat creator>creator externally>extern materially>materi")]
    [InlineData("audibly>audibl tolerably>toler geology>geolog ornithology>ornitholog rarely>rare kindly>kind briefly>briefli")]
    [InlineData("harshly>harsh sickly>sick madly>mad largely>larg dimly>dim mainly>main early>earli fly>fli holy>holi rightly>right")]
    [InlineData("deeply>deepli bodily>bodili")]
    public void Endings_are_shortened_past_the_beginning(string words) => AssertStems(words);

    [Theory]
    [InlineData("educational>educ rational>ration demoralize>demor realize>realiz certificate>certif electricity>electr felicity>felic")]
    [InlineData("superlative>superl alternative>altern native>nativ critical>critic clearness>clear shyness>shyness dreadful>dread")]
    [InlineData("woeful>woeful meditative>medit")]
    public void What_is_left_is_shortened_again(string words) => AssertStems(words);

    [Theory]
    [InlineData("volunteering>volunt ability>abil measurement>measur commencement>commenc cement>cement clement>clement substance>substanc")]
    [InlineData("defiance>defianc experience>experi consequence>consequ unpalatable>unpalat cable>cabl irresistible>irresist bible>bibl")]
    [InlineData("enjoyment>enjoy lament>lament significant>signific infant>infant expedient>expedi kent>kent symbolism>symbol")]
    [InlineData("toryism>toryism contemplate>contempl rate>rate similarity>similar intensity>intens anonymous>anonym tous>tous")]
    [InlineData("directive>direct live>live criticize>critic prize>prize reprehension>reprehens allegation>alleg mention>mention")]
    [InlineData("religion>religion mechanical>mechan naval>naval debater>debat corner>corner telescopic>telescop public>public")]
    [InlineData("adoption>adopt companion>companion")]
    public void Endings_go_from_the_second_region_only(string words) => AssertStems(words);

    [Theory]
    [InlineData("diddle>diddl attache>attach dale>dale abundance>abund bade>bade russell>russel revell>revel tell>tell controll>control")]
    [InlineData("install>instal rolle>roll rate>rate cease>ceas")]
    public void A_final_e_or_the_second_l_goes(string words) => AssertStems(words);

    [Theory]
    [InlineData("generous>generous generally>general communion>communion communities>communiti arsenal>arsenal arsenic>arsenic")]
    [InlineData("past>past pasted>paste paste>paste university>universiti universal>universal later>later lateral>lateral")]
    [InlineData("emergency>emergenc emerge>emerg organ>organ international>internat internal>internal interest>interest")]
    public void Some_beginnings_end_early(string words) => AssertStems(words);

    [Theory]
    [InlineData("youth>youth yellow>yellow saying>say boyish>boyish enjoying>enjoy players>player toyed>toy yes>yes")]
    public void A_y_that_sounds_as_a_consonant(string words) => AssertStems(words);

    private static void AssertStems(string words) => Assert.All(
        words.Split(' '),
        pair =>
        {
            var parts = pair.Split('>');
            Assert.Equal(parts[1], EnglishStemmer.Stem(parts[0]));
        });
}
