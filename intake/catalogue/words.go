package catalogue

import "tereze/intake/trio"

// faultWords says each fault. {1}, {2}… are its Args.
var faultWords = map[string]trio.Text{
	"unreadable": {
		KK: "файлды оқу мүмкін болмады: {1}",
		RU: "файл не читается: {1}",
		EN: "the file cannot be read: {1}"},
	"too-big": {
		KK: "файл тым үлкен: 1 МиБ-тан аспауы керек",
		RU: "файл слишком велик: допускается не больше 1 МиБ",
		EN: "the file is too big: 1 MiB is the most"},
	"too-deep": {
		KK: "кестелер тым терең кірістірілген",
		RU: "таблицы вложены слишком глубоко",
		EN: "tables are nested too deep"},
	"syntax": {
		KK: "TOML жазылуында қате бар: {1}",
		RU: "ошибка в записи TOML: {1}",
		EN: "this is not TOML: {1}"},
	"more": {
		KK: "тағы {1} қате бар",
		RU: "и ещё ошибок: {1}",
		EN: "and {1} faults more"},
	"unknown-key": {
		KK: "«{1}» деген кілт жоқ; жазылуын тексеріңіз немесе жолды алып тастаңыз",
		RU: "ключа «{1}» нет; проверьте написание или уберите строку",
		EN: "there is no key \"{1}\"; check the spelling or take the line out"},
	"wrong-type": {
		KK: "«{1}» мәні басқа түрде болуы керек: {2}",
		RU: "значение «{1}» должно быть другого вида: {2}",
		EN: "\"{1}\" must be of another type: {2}"},
	"missing": {
		KK: "«{1}» берілмеген",
		RU: "не указано «{1}»",
		EN: "\"{1}\" is missing"},
	"language": {
		KK: "«{1}» мәтіні мына тілде жоқ: {2}",
		RU: "у текста «{1}» нет языка: {2}",
		EN: "the text \"{1}\" lacks a language: {2}"},
	"bad-text": {
		KK: "«{1}» мәтінінде көрінбейтін немесе басқарушы таңба бар",
		RU: "в тексте «{1}» есть невидимый или управляющий знак",
		EN: "the text \"{1}\" holds an invisible or control character"},
	"look-alike": {
		KK: "«{1}» мәтінінде қазақша «ә» орнына ұқсас «ə» (U+0259) жазылған",
		RU: "в тексте «{1}» вместо казахской «ә» стоит похожая «ə» (U+0259)",
		EN: "the text \"{1}\" has the look-alike ə (U+0259) for the Kazakh ә"},
	"bad-code": {
		KK: "«{1}» коды тек a–z, 0–9 және сызықшадан тұруы керек, 64 таңбадан аспасын",
		RU: "код «{1}» должен состоять из a–z, 0–9 и дефиса, не длиннее 64 знаков",
		EN: "the code \"{1}\" must be a–z, 0–9 and hyphens, at most 64 characters"},
	"bad-date": {
		KK: "«{1}» мәні күн емес: {2}; 2014-10-07 түрінде жазыңыз",
		RU: "«{1}» не дата: {2}; пишите так: 2014-10-07",
		EN: "\"{1}\" is not a date: {2}; write it like 2014-10-07"},
	"unknown-unit": {
		KK: "«{1}» деген өлшем бірлігі жоқ; мыналардың бірін жазыңыз: {2}",
		RU: "единицы «{1}» нет; укажите одну из: {2}",
		EN: "there is no unit \"{1}\"; use one of: {2}"},
	"unknown-value": {
		KK: "«{1}» үшін «{2}» мәні жоқ; мыналардың бірін жазыңыз: {3}",
		RU: "для «{1}» нет значения «{2}»; укажите одно из: {3}",
		EN: "\"{1}\" cannot be \"{2}\"; use one of: {3}"},
	"unknown-channel": {
		KK: "«{1}» деген арна жоқ; мыналардың бірін жазыңыз: {2}",
		RU: "канала «{1}» нет; укажите один из: {2}",
		EN: "there is no channel \"{1}\"; use one of: {2}"},
	"bad-amount": {
		KK: "«{1}» мерзімінің саны жарамсыз: {2}",
		RU: "негодное число в сроке «{1}»: {2}",
		EN: "the amount of the term \"{1}\" is not possible: {2}"},
	"term-bad-date": {
		KK: "«{1}» мерзіміне month пен day керек, ондай күн болуы тиіс",
		RU: "сроку «{1}» нужны month и day, и такой день должен существовать",
		EN: "the term \"{1}\" needs a month and a day that exists"},
	"term-no-amount": {
		KK: "«{1}» мерзімінің amount саны оның өлшем бірлігіне сай емес",
		RU: "число amount срока «{1}» не подходит к его единице",
		EN: "the amount of the term \"{1}\" does not go with its unit"},
	"term-negative-amount": {
		KK: "«{1}» мерзімі кері саналмайды",
		RU: "срок «{1}» не считается назад",
		EN: "the term \"{1}\" cannot count back"},
	"term-amount-too-big": {
		KK: "«{1}» мерзімінің саны тым үлкен",
		RU: "число срока «{1}» слишком велико",
		EN: "the amount of the term \"{1}\" is too big"},
	"term-date-not-used": {
		KK: "«{1}» мерзімінде month пен day тек unit = \"date\" болғанда жазылады",
		RU: "month и day в сроке «{1}» бывают только при unit = \"date\"",
		EN: "month and day in the term \"{1}\" go with unit = \"date\" only"},
	"term-counted-not-used": {
		KK: "«{1}» мерзімінде counted күндер мен айларда ғана жазылады",
		RU: "counted в сроке «{1}» бывает только у дней и месяцев",
		EN: "counted in the term \"{1}\" goes with days and months only"},
	"term-roll-not-used": {
		KK: "«{1}» мерзімінде roll жазылмайды: ол күнтізбелік күндер, айлар мен даталар үшін",
		RU: "roll в сроке «{1}» не нужен: он для календарных дней, месяцев и дат",
		EN: "the term \"{1}\" takes no roll: that is for calendar days, months and dates"},
	"short-long": {
		KK: "«{1}» қысқа атауы 14 таңбадан аспауы керек: «{2}»",
		RU: "краткое название «{1}» не длиннее 14 знаков: «{2}»",
		EN: "the short name \"{1}\" must fit 14 columns: \"{2}\""},
	"no-service": {
		KK: "актіде бірде-бір қызмет жоқ",
		RU: "в акте нет ни одной услуги",
		EN: "the act has no service"},
	"no-steps": {
		KK: "«{1}» қызметінде көрсетілетін қызметті берушінің қадамдары жоқ",
		RU: "у услуги «{1}» нет шагов услугодателя",
		EN: "the service \"{1}\" has no steps of the provider"},
	"step-no-limit": {
		KK: "«{1}» қадамының мерзімі жоқ: limit = { amount = …, unit = \"…\" } қосыңыз",
		RU: "у шага «{1}» нет срока: добавьте limit = { amount = …, unit = \"…\" }",
		EN: "the step \"{1}\" has no limit: add limit = { amount = …, unit = \"…\" }"},
	"twice": {
		KK: "«{1}» коды екі рет берілген ({2})",
		RU: "код «{1}» указан дважды ({2})",
		EN: "the code \"{1}\" is given twice ({2})"},
	"no-condition": {
		KK: "«{1}» шарты қызметте жарияланбаған",
		RU: "условие «{1}» в услуге не объявлено",
		EN: "the condition \"{1}\" is not declared in the service"},
	"no-ground": {
		KK: "«{1}» негізі қызметте жарияланбаған",
		RU: "основание «{1}» в услуге не объявлено",
		EN: "the ground \"{1}\" is not declared in the service"},
	"lone-group": {
		KK: "«{1}» тобында жалғыз құжат тұр: кемінде екеу керек",
		RU: "в группе «{1}» один документ: нужно не меньше двух",
		EN: "the group \"{1}\" has a single document: it takes two or more"},
	"two-defaults": {
		KK: "әдепкі негіз біреу ғана болуы керек: «{1}» – екіншісі",
		RU: "основание по умолчанию может быть одно: «{1}» – второе",
		EN: "only one ground can be the default: \"{1}\" is the second"},
	"window-never": {
		KK: "«{1}» мерзімі ешқашан ашылмайды: {2} деген күн жоқ",
		RU: "окно «{1}» никогда не откроется: дня {2} не бывает",
		EN: "the window \"{1}\" never opens: there is no {2}"},
	"window-reversed": {
		KK: "«{1}» мерзімі ешқашан ашылмайды: басы аяғынан кейін тұр; жаңа жылдан асса, wraps = true деп жазыңыз",
		RU: "окно «{1}» никогда не откроется: начало позже конца; если оно переходит через новый год, напишите wraps = true",
		EN: "the window \"{1}\" never opens: it starts after its end; if it runs over the new year, write wraps = true"},
	"road-channel": {
		KK: "«{1}» қызметінің «{2}» арнасы жоқ, ал электрондық жолы бар",
		RU: "у услуги «{1}» нет канала «{2}», а электронный путь через него указан",
		EN: "the service \"{1}\" has no channel \"{2}\", yet an electronic road through it"},
	"road-order": {
		KK: "«{1}» жолында {2} тұруы керек еді, ал тұрғаны: {3}",
		RU: "в пути «{1}» на этом месте должно быть {2}, а стоит: {3}",
		EN: "the road \"{1}\" needs {2} here, and has: {3}"},
	"road-long": {
		KK: "«{1}» жолында {2} нүкте болуы керек: бұл артық",
		RU: "в пути «{1}» должно быть {2} пунктов: этот лишний",
		EN: "the road \"{1}\" has {2} points: this is one too many"},
	"register-no-road": {
		KK: "«{1}» құжатын тіркелім ауыстыра алмайды: қызметтің csc электрондық жолы жоқ",
		RU: "документ «{1}» регистр не заменит: у услуги нет электронного пути csc",
		EN: "no register can stand for the document \"{1}\": the service has no electronic road csc"},
	"date-order": {
		KK: "күндер ретсіз: «{1}» ({2}) «{3}» ({4}) күнінен кейін тұруы керек",
		RU: "даты не по порядку: «{1}» ({2}) должна быть позже, чем «{3}» ({4})",
		EN: "dates out of order: \"{1}\" ({2}) must come after \"{3}\" ({4})"},
	"derived-no-note": {
		KK: "«{1}» есептеп шығарылған деп белгіленген, бірақ қалай екені (note) жазылмаған",
		RU: "«{1}» помечено как выведенное, но не сказано как (note)",
		EN: "\"{1}\" is marked as derived, but no note says how"},
	"no-source": {
		KK: "«{1}» мәнінің тармағы (source) көрсетілмеген",
		RU: "у значения «{1}» не указан пункт (source)",
		EN: "\"{1}\" does not name its paragraph (source)"},
	"twice-id": {
		KK: "«{1}» редакциясы бұған дейін {2} файлында берілген",
		RU: "редакция «{1}» уже есть в файле {2}",
		EN: "the edition \"{1}\" is already in {2}"},
	"replaces-unknown": {
		KK: "алмастырылатын «{1}» редакциясы белгісіз",
		RU: "заменяемая редакция «{1}» неизвестна",
		EN: "the edition \"{1}\" that it replaces is not known"},
	"replaces-wrong": {
		KK: "«{1}» редакциясын алмастыра алмайды: ол басқа өңірдікі немесе кейінірек қолданысқа енген",
		RU: "не может заменить редакцию «{1}»: та из другой области или введена не раньше",
		EN: "it cannot replace \"{1}\": that one is of another region or not earlier in force"},
	"overlap": {
		KK: "«{1}» қызметі бойынша «{2}» редакциясымен бір мезгілде қолданыста: replaces немесе repealed көрсетіңіз",
		RU: "по услуге «{1}» действует одновременно с редакцией «{2}»: укажите replaces или repealed",
		EN: "in force together with \"{2}\" for the service \"{1}\": give replaces or repealed"},
}
