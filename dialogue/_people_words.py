"""Words by which people call one another: kin, titles, and what names are made of, as patterns.

Surnames and the characters of given names are the commonest of the report on names of the Ministry of Public Security
(全国姓名报告, 2019), whose hundred surnames are those of 86 of 100 people.
"""

from typing import Final

SURNAMES: Final = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾"
    "夏付方邹熊白孟秦邱侯江尹薛阎段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常汤闫"
)
_SURNAME: Final = rf"(?:欧阳|上官|皇甫|诸葛|司徒|司马|[{SURNAMES}])"
_GIVEN: Final = (
    "[英华文玉秀明珍芳兰丽桂荣红金春梅军平建云霞志永燕杰林国海伟小莲凤琴慧敏静娜强勇磊洋涛超斌娟淑芬菊萍俊刚辉鹏飞波宏宁翠琳雪倩婷佳浩宇"
    "晓艳祥峰龙香清德福喜贵全义忠祖新东亮健翔蓉玲莉珠巧娥美]"
)
_KIN_TITLES_ZH: Final = (
    "阿姨|大爷|大妈|大娘|大叔|大伯|大婶|大姐|大哥|叔叔|伯伯|婶婶|奶奶|爷爷|伯母|叔|姨|婶|嫂|姐|哥|伯|爷|妈|老太太?|太太|先生|女士|小姐|同志"
    "|老师|师傅|师父|主任|院长|经理|大夫|医生|护士长?|护工"
)
_KIN_ZH: Final = (
    "妈妈|妈咪|爸爸|爹|娘|妈|爸|老伴儿?|老头子?|老头儿|老婆子?|老太婆|老公|爷爷|奶奶|姥姥|姥爷|外公|外婆|儿子|女儿|儿媳妇?|女婿|亲家母?"
    "|[大小乖好]?(?:外)?孙(?:子|女儿?|儿)|乖孙|[大二三四五小老]?(?:哥|姐|弟|妹|叔|姑|舅|姨|婶|嫂|伯|爷|妈|爸|娘|姑妈|姑父|姨妈|姨父|舅妈"
    "|舅舅|嫂子|妹子)|哥哥|姐姐|弟弟|妹妹|叔叔|姑姑|姑妈|阿姨|伯伯|婶婶|大爷|大妈|大娘|大叔|大伯|大婶|妹夫|姐夫"
)

CALLED_ZH: Final = rf"{_KIN_ZH}|{_SURNAME}{_GIVEN}{{0,2}}(?:{_KIN_TITLES_ZH})|[小老阿](?:[{SURNAMES}]|{_GIVEN})"
"""Whom nobody takes for a helper whose name she does not know: kin, a surname with a title, 小李, 老张, 阿芳."""

NAMED_ZH: Final = rf"{_SURNAME}{_GIVEN}{{1,2}}|{_GIVEN}{{2}}|({_GIVEN})\1"
"""What is made as names are: 李梅, 王建国, 建国, 红红."""

FULL_NAME_ZH: Final = rf"{_SURNAME}{_GIVEN}{{2}}"
"""What is made as names are and can be told from words without a comma: 美国 cannot, though names are made of both."""

KIN_OF_YOURS_ZH: Final = (
    "爸爸?|妈妈?|爷爷|奶奶|姥姥|姥爷|老伴儿?|哥哥?|姐姐?|弟弟?|妹妹?|儿子|女儿|闺女|孙子|孙女"
    "|媳妇|老公|老婆|爱人|舅舅?|姑姑?|叔叔?|姨"
)

_NO_NAME_EN: Final = (
    r"(?!(?:please|come|can|could|will|would|shall|may|must|is|are|was|were|has|had|have|do|does|did|says|said|i|i'm|you"
    r"|my|me|us|we|he|she|it|they|him|her|them|his|our|your|the|a|an|this|that|these|those|what|where|when|who|why|how"
    r"|and|or|but|to|for|of|in|on|at|not|no|yes|now|here|there|so|very)\b)"
)
_NAME_EN: Final = rf"{_NO_NAME_EN}[a-z][a-z'-]+(?: {_NO_NAME_EN}[a-z][a-z'-]+)?"
_FAMILY_EN: Final = r"grandma|grandpa|granny|gran|nan|nana|grandad|granddad|auntie|aunty|aunt|uncle|cousin"
KIN_EN: Final = (
    r"mum|mummy|mam|mom|mommy|ma|mother|dad|daddy|papa|father|nanny|grandmother|grandfather|grampa|gramps|sis|hubby|"
    + _FAMILY_EN
)
TITLED_EN: Final = (
    rf"(?:mr|mrs|ms|miss|mister|dr|doctor|professor|sister|brother|nurse|matron|father|{_FAMILY_EN}) {_NAME_EN}"
)
ONE_TITLED_EN: Final = rf"(?:mr|mrs|ms|miss|mister|dr|doctor|professor|{_FAMILY_EN}) {_NO_NAME_EN}[a-z][a-z'-]+"
"""With one name, as they stand at the beginning of words that go on."""

_NO_NAMES_EN: Final = """
i god jesus lord heavens goodness gracious blimey crikey gosh golly oh ah eh ouch ow phew hmm
dammit damn bother bloody rubbish nonsense hello hi hey hiya bye goodbye goodnight morning
afternoon evening night right well now then so and but or yes yeah yep yup no nope nah ok okay
sure fine good great lovely brilliant wonderful excellent perfect splendid thanks thank cheers
ta please sorry pardon excuse quick quickly careful carefully slowly gently actually really
honestly seriously anyway anyhow besides however meanwhile tonight today tomorrow yesterday
later soon first second finally lastly also too maybe perhaps possibly probably certainly
obviously apparently unfortunately luckily hopefully listen look see wait hang hold come go here
there what who why where when how again enough still just only almost nearly ready steady stop
help dear dears darling love sweetheart sweetie honey pet duck dearie lovey son lad girl boy
young everybody everyone somebody someone anybody anyone nobody folks ladies gentlemen girls
boys children kids monday tuesday wednesday thursday friday saturday sunday january february
march april june july august september october november december christmas easter english
chinese mandarin french nurse doctor carer matron sister caregiver
"""
NO_NAMES_EN: Final = frozenset(_NO_NAMES_EN.split())
"""What sentences begin with, what is written with a capital, cried out to nobody by name, or calls any carer."""

_GIVEN_EN: Final = """
james michael robert john david william richard joseph thomas christopher charles daniel matthew anthony mark steven
donald andrew joshua paul kenneth kevin brian timothy ronald jason george edward jeffrey ryan jacob nicholas gary eric
jonathan stephen larry justin scott brandon benjamin samuel gregory alexander patrick frank raymond jack dennis jerry
mary patricia jennifer linda elizabeth barbara susan jessica karen sarah lisa nancy sandra betty ashley emily kimberly
margaret donna michelle carol amanda melissa deborah stephanie rebecca sharon laura cynthia dorothy amy kathleen angela
shirley emma brenda pamela nicole anna samantha katherine christine debra rachel carolyn janet maria olivia heather
helen catherine diane julie victoria joyce lauren kelly christina joan evelyn judith andrea hannah cheryl jacqueline
martha madison teresa gloria sara janice ann kathryn abigail sophia frances jean alice judy isabella julia grace amber
denise danielle marilyn beverly charlotte natalie theresa diana brittany doris kayla alexis lori marie
peter derek alan roy keith gordon norman leslie geoffrey malcolm colin trevor graham ian neil roger philip terence
bernard stanley harold ernest albert arthur alfred frederick sidney reginald desmond douglas maurice clive barry
sheila doreen maureen audrey sylvia eileen beryl irene marjorie hazel rita josephine valerie janice ethel edna
winifred gladys hilda edith elsie phyllis vera muriel constance norma marion gillian rosemary jill lesley lynne
christine jacqueline geraldine monica freda mavis thelma enid nora agnes florence annie ellen
"""
GIVEN_EN: Final = frozenset(_GIVEN_EN.split())
"""The commonest given names of the last hundred years in the United States (Social Security Administration) and of the
first half of it in England and Wales (Office for National Statistics), but those that are months, plants or colours."""
