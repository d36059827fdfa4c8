"""Letters in the nine languages of the first campaigns.

Test samples about invented persons; no native speaker has checked them.
"""

# ruff: noqa: E501 - sentences of a letter are easier to read unbroken

from campaigns.letters.compose import LetterBlocks
from tests.letters.sample import Sample

FIRST = {
    "tr": Sample(
        "TR",
        "Akın Gürlek, Adalet Bakanı",
        "Adalet Bakanlığı",
        (),
        "06659 Kızılay/Ankara",
        LetterBlocks(
            "İnsan hakları savunucusu Deniz Örnek hakkındaki dava",
            "Sayın Bakan,",
            (
                "Size, yalnızca düşüncelerini barışçıl biçimde dile getirdiği için yargılanan "
                "insan hakları savunucusu *Deniz Örnek*’in durumu nedeniyle yazıyorum.",
                "Deniz Örnek tahliye edilmiş olsa da hakkındaki dava sürmekte ve her ay karakola "
                "imza vermek zorunda bırakılmaktadır. İfade özgürlüğü, hem Türkiye Cumhuriyeti "
                "Anayasası’nın hem de Avrupa İnsan Hakları Sözleşmesi’nin güvencesi altındadır.",
                "*Deniz Örnek* hakkındaki bütün suçlamaların düşürülmesi ve adli kontrol "
                "tedbirlerinin derhâl kaldırılması için yetkinizi kullanmanızı saygıyla talep "
                "ediyorum.",
            ),
            "Saygılarımla,",
        ),
    ),
    "zh-hans": Sample(
        "CN",
        "President Xi Jinping",
        "Zhongnanhai",
        ("Xichang'an Jie", "Xichengqu"),
        "100017 BEIJING",
        LetterBlocks(
            "请求释放公民记者*李示例*",
            "尊敬的主席先生：",
            (
                "我怀着深切的关注致信给您，谈及公民记者*李示例*的处境。她仅仅因为报道了公众关心的事件，"
                "便被判处有期徒刑五年。",
                "《中华人民共和国宪法》第三十五条保障公民的言论自由。和平地表达意见、传播信息不应构成犯罪。"
                "据悉，她在狱中健康状况恶化，却未能得到充分的医疗（包括 X 光检查）。",
                "为此，我恳请您立即无条件释放*李示例*，并在她获释之前确保她得到必要的治疗，能够与家人和"
                "自己选择的律师定期联系。",
            ),
            "此致\n敬礼！",
        ),
    ),
    "ka": Sample(
        "GE",
        "Giorgi Gvarakidze, Prosecutor General",
        "Office of the Prosecutor General of Georgia",
        ("24 Vakhtang Gorgasali Street",),
        "0114 TBILISI",
        LetterBlocks(
            "ჟურნალისტ ნინო მაგალითაძის საქმე",
            "ბატონო გენერალურო პროკურორო,",
            (
                "გწერთ ჟურნალისტ *ნინო მაგალითაძის* შესახებ, რომელიც თავისი პროფესიული საქმიანობის "
                "გამო იმყოფება პატიმრობაში.",
                "გამოხატვის თავისუფლება დაცულია საქართველოს კონსტიტუციითა და ადამიანის უფლებათა "
                "ევროპული კონვენციით. ჟურნალისტის დაპატიმრება მისი მშვიდობიანი საქმიანობის გამო ამ "
                "ვალდებულებებს ეწინააღმდეგება.",
                "პატივისცემით მოგმართავთ თხოვნით, უზრუნველყოთ *ნინო მაგალითაძის* დაუყოვნებლივ "
                "გათავისუფლება და მის წინააღმდეგ წაყენებული ბრალდების მოხსნა.",
            ),
            "პატივისცემით,",
        ),
    ),
    "ar": Sample(
        "TN",
        "Monsieur le Président de la République",
        "Présidence de la République",
        ("Route de la Goulette", "Site archéologique de Carthage"),
        "CARTHAGE",
        LetterBlocks(
            "طلب الإفراج عن المعارضة السياسية سلمى المثالي",
            "السيد رئيس الجمهورية،",
            (
                "أكتب إليكم بشأن المعارضة السياسية *سلمى المثالي*، المسجونة منذ سنة 2023 لا لشيء "
                "إلا لأنها عبّرت سلميًّا عن رأيها.",
                "يكفل دستور الجمهورية التونسية والعهد الدولي الخاص بالحقوق المدنية والسياسية (ICCPR) "
                "حرية الرأي والتعبير والحق في محاكمة عادلة. وقد أُدينت سلمى المثالي في محاكمة لم تتوفر "
                "فيها هذه الضمانات.",
                "لذلك أطلب منكم بكل احترام العمل على الإفراج الفوري وغير المشروط عن *سلمى المثالي* "
                "وضمان حصولها على الرعاية الصحية وعلى زيارات عائلتها ومحاميها.",
            ),
            "وتفضلوا، سيدي الرئيس، بقبول فائق عبارات الاحترام والتقدير.",
        ),
    ),
    "fa": Sample(
        "IR",
        "Gholamhossein Mohseni Ejei",
        "Head of the Judiciary",
        ("Avenue Franklin Roosevelt No. 15",),
        "1050 BRUXELLES",
        LetterBlocks(
            "درخواست آزادی فعال حقوق کارگران، مریم نمونه‌ای",
            "رئیس محترم قوهٔ قضائیه،",
            (
                "با احترام، این نامه را دربارهٔ وضعیت *مریم نمونه‌ای*، فعال حقوق کارگران، می‌نویسم که "
                "تنها به دلیل فعالیت مسالمت‌آمیز خود در زندان به سر می‌برد.",
                "حق تشکیل انجمن و آزادی بیان در میثاق بین‌المللی حقوق مدنی و سیاسی، که ایران نیز به آن "
                "پیوسته است، به رسمیت شناخته شده است. بنا بر گزارش‌ها، او به درمان پزشکی لازم دسترسی "
                "ندارد.",
                "از شما خواهشمندم دستور آزادی فوری و بی‌قید و شرط *مریم نمونه‌ای* را صادر کنید و تا آن "
                "زمان دسترسی او به پزشک، خانواده و وکیل انتخابی‌اش را تضمین فرمایید.",
            ),
            "با تقدیم احترام",
        ),
        care_of="Embassy of Iran to the European Union",
        lives_in="BE",
    ),
    "ti": Sample(
        "ER",
        "President Isaias Afwerki",
        "Office of the President",
        ("PO Box 257",),
        "ASMARA",
        LetterBlocks(
            "ጕዳይ ጋዜጠኛ ኣብርሃም ኣብነት",
            "ክቡር ፕረዚደንት፣",
            (
                "ብዛዕባ ጋዜጠኛ *ኣብርሃም ኣብነት* እጽሕፈልኩም ኣለኹ። ንሱ ካብ 2001 ዓ.ም. ጀሚሩ ብዘይ ክስን ብዘይ ፍርድን "
                "ተኣሲሩ ይርከብ፤ ኣበይ ከም ዘሎ ግን ክሳብ ሎሚ ኣይተገልጸን።",
                "ስድራቤቱ ካብ ዝእሰር ኣትሒዙ ብዛዕባ ጥዕናኡን ህይወቱን ዝኾነ ሓበሬታ ኣይረኸበትን።",
                "*ኣብርሃም ኣብነት* ብዘይ ቅድመ ኩነት ብቕጽበት ክፍታሕ፣ ኣበይ ከም ዘሎ ንስድራቤቱ ክንገርን ሕክምናዊ ክንክን "
                "ክረክብን ብኣኽብሮት እሓትት።",
            ),
            "ምስ ኣኽብሮት፣",
        ),
    ),
    "fr": Sample(
        "TN",
        "Monsieur le Président de la République",
        "Présidence de la République",
        ("Route de la Goulette", "Site archéologique de Carthage"),
        "CARTHAGE",
        LetterBlocks(
            "Demande de libération de Salma Mithali",
            "Monsieur le Président de la République,",
            (
                "Je me permets de vous écrire au sujet de *Salma Mithali*, opposante politique, "
                "détenue depuis 2023 pour avoir exprimé pacifiquement son opinion.",
                "La Constitution tunisienne et le Pacte international relatif aux droits civils et "
                "politiques garantissent la liberté d’expression et le droit à un procès équitable. "
                "Le procès de Salma Mithali n’a pas respecté ces garanties.",
                "Je vous prie de bien vouloir faire en sorte que *Salma Mithali* soit libérée "
                "immédiatement et sans condition et qu’elle reçoive les soins dont elle a besoin.",
            ),
            "Je vous prie d’agréer, Monsieur le Président de la République, l’expression de ma "
            "très haute considération.",
        ),
    ),
    "en": Sample(
        "ER",
        "President Isaias Afwerki",
        "Office of the President",
        ("PO Box 257",),
        "ASMARA",
        LetterBlocks(
            "The journalist Abraham Abnet",
            "Your Excellency,",
            (
                "I am writing to you about *Abraham Abnet*, a journalist who was arrested in 2001 and "
                "has been held ever since without charge or trial.",
                "His family has not been told where he is or whether he receives medical care. The "
                "African Charter on Human and Peoples’ Rights, to which Eritrea is a party, protects "
                "every person from arbitrary detention.",
                "I respectfully ask you to release *Abraham Abnet* immediately and unconditionally "
                "and to tell his family without delay where he is and how he is.",
            ),
            "Yours respectfully,",
        ),
    ),
    "de": Sample(
        "CN",
        "President Xi Jinping",
        "Zhongnanhai",
        ("Xichang'an Jie", "Xichengqu"),
        "100017 BEIJING",
        LetterBlocks(
            "Bitte um Freilassung der Bürgerjournalistin Li Shili (李示例)",
            "Sehr geehrter Herr Präsident,",
            (
                "ich schreibe Ihnen wegen der Bürgerjournalistin *Li Shili*, die zu fünf Jahren Haft "
                "verurteilt wurde, nur weil sie über Ereignisse von öffentlichem Interesse berichtet "
                "hat.",
                "Artikel 35 der Verfassung der Volksrepublik China schützt die Redefreiheit. "
                "Friedlich seine Meinung zu äußern darf keine Straftat sein.",
                "Ich bitte Sie höflich, *Li Shili* umgehend und ohne Bedingungen freizulassen und bis "
                "dahin für ihre medizinische Versorgung zu sorgen.",
            ),
            "Hochachtungsvoll",
        ),
    ),
}
