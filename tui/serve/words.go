package serve

import (
	"strings"

	"tereze/intake"
	"tereze/intake/trio"
	"tereze/tui/lang"
	"tereze/tui/safe"
)

// What a client is told outside of the screens.
var (
	noTerminal = trio.Text{
		KK: "Мұнда тек экрандар ашылады, оларға терминал керек: ssh-ты командасыз, -T кілтінсіз іске қосыңыз.",
		RU: "Здесь открываются только экраны, им нужен терминал: запустите ssh без команды и без -T.",
		EN: "Only screens open here, and they need a terminal: start ssh without a command and without -T.",
	}
	noCommand = trio.Text{
		KK: "Мұнда команда орындалмайды, тек экрандар ашылады: ssh-ты командасыз іске қосыңыз.",
		RU: "Команды здесь не выполняются, открываются только экраны: запустите ssh без команды.",
		EN: "No commands run here, only screens open: start ssh without a command.",
	}
	noFiles = trio.Text{
		KK: "Мұнда файл алмасу (sftp, scp) жоқ.",
		RU: "Передачи файлов (sftp, scp) здесь нет.",
		EN: "There is no file transfer (sftp, scp) here.",
	}
	crashed = trio.Text{
		KK: "Ішкі қате № {0}, бұл сеанс аяқталды. Толтырылғаны жоба ретінде сақталады: қайта кіріңіз.",
		RU: "Внутренняя ошибка № {0}, этот сеанс завершён. Заполненное сохраняется как черновик: войдите снова.",
		EN: "Internal error No {0}, this session has ended. What was filled in is kept as a draft: log in again.",
	}
	closed = trio.Text{
		KK: "Кеңсе сервері тоқтатылды. Толтырылғаны жоба ретінде сақталады.",
		RU: "Сервер центра остановлен. Заполненное сохраняется как черновик.",
		EN: "The office's server has stopped. What was filled in is kept as a draft.",
	}
	changeFirst = trio.Text{
		KK: "Бір реттік кодпен қол қойылмайды: алдымен экранға кіріп, өз құпиясөзіңізді таңдаңыз.",
		RU: "С одноразовым кодом подписывать нельзя: сначала войдите на экраны и выберите свой пароль.",
		EN: "A one-time code does not let you sign: come in to the screens first and choose a password of your own.",
	}
	replaced = trio.Text{
		KK: "Қол қою сіздің атыңыздан басқа жерде қосылды, мұндағысы аяқталды.",
		RU: "Подпись от вашего имени подключена в другом месте, здесь она завершена.",
		EN: "Signing in your name was connected somewhere else; here it has ended.",
	}
	shut = trio.Text{
		KK: "Есептік жазба өшірілді немесе рөл өзгерді.",
		RU: "Учётная запись отключена или роль изменилась.",
		EN: "The account was shut, or its role has changed.",
	}
	longest = trio.Text{
		KK: "Сеанс шегіне жетті: қайта қосылыңыз.",
		RU: "Сеанс дошёл до предела: подключитесь снова.",
		EN: "The session has reached its limit: connect again.",
	}
	notNow = trio.Text{
		KK: "Қазір кіру мүмкін болмады. Қайталап көріңіз.",
		RU: "Сейчас войти не удалось. Попробуйте ещё раз.",
		EN: "It was not possible to come in now. Try again.",
	}
)

// Clients print these escaped unless they are ASCII.
const (
	noForwarding = "port forwarding is not allowed here"
	oneSession   = "one session a connection"
)

// greeting names the office before anybody has logged in.
func greeting(name trio.Text) string {
	return lines(name.In(trio.KK), name.In(trio.RU))
}

// explain says a problem to somebody whose language is not known yet.
func (s *Server) explain(p *intake.Problem) string {
	kk, ok := lang.New(trio.KK).Explain(p)
	if !ok {
		return ""
	}
	ru, _ := lang.New(trio.RU).Explain(p)
	return lines(kk.String(), ru.String())
}

// lines are cleaned rows for a raw terminal.
func lines(rows ...string) string {
	var b strings.Builder
	for i, r := range rows {
		if r != "" && (i == 0 || r != rows[i-1]) {
			b.WriteString(safe.Clean(r).String() + "\r\n")
		}
	}
	return b.String()
}
