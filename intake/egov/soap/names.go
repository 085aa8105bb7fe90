package soap

// Namespaces of the gateway. Only the operation's own element is qualified;
// everything below it has no namespace.
const (
	SyncTypes  = "http://bip.bee.kz/SyncChannel/v10/Types"
	AsyncTypes = "http://bip.bee.kz/AsyncChannel/v10/Types"
)

// Namespaces of the envelope and its signature.
const (
	nsEnvelope  = "http://schemas.xmlsoap.org/soap/envelope/"
	nsSecurity  = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd"
	nsUtility   = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd"
	nsDsig      = "http://www.w3.org/2000/09/xmldsig#"
	nsExclusive = algExclusive
	nsInstance  = "http://www.w3.org/2001/XMLSchema-instance"
	nsSchema    = "http://www.w3.org/2001/XMLSchema"
	nsXML       = "http://www.w3.org/XML/1998/namespace"
	nsXMLNS     = "http://www.w3.org/2000/xmlns/"
)

// Algorithms and token forms we know. GOST ones are known by name only: they
// are told apart from rubbish in the error.
const (
	algExclusive = "http://www.w3.org/2001/10/xml-exc-c14n#"
	algRSA       = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"
	algSHA256    = "http://www.w3.org/2001/04/xmlenc#sha256"
	algGOST2004  = "http://www.w3.org/2001/04/xmldsig-more#gost"
	algGOST2015  = "urn:ietf:params:xml:ns:pkigovkz:xmlsec:algorithms:gost"
	tokenX509    = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-x509-token-profile-1.0#X509v3"
	tokenBase64  = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-soap-message-security-1.0#Base64Binary"
)

// The operations, by the local name of their element.
const (
	opSync        = "SendMessage"
	opSend        = "sendMessage"
	opStatus      = "getMessageStatus"
	opMessages    = "getMessages"
	opDelivery    = "sendDeliveryNotification"
	opStateChange = "changeMassageStatusNotification" // so the gateway spells it
	answerSuffix  = "Response"
	opFault       = "Fault"
)

// What an asynchronous message is.
const (
	TypeRequest      = "REQUEST"
	TypeNotification = "NOTIFICATION"
	TypeUpdate       = "UPDATE"
	TypeResponse     = "RESPONSE"
)

// How far the gateway is with a message.
const (
	OnDelivery      = "ON_DELIVERY"
	Delivered       = "DELIVERED"
	NotDelivered    = "NOT_DELIVERED"
	DeliveryStopped = "DELIVERY_STOPPED"
)

// What a delivery notification says. The second is spelt as the gateway does.
const (
	statusAccepted    = "MESSAGE_ACCEPTED"
	statusNotAccepted = "MESSAGE_NOT_ACCTEPTED"
	resend            = "RESEND"
	notResend         = "NOT_RESEND"
)
