package soap

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"

	"github.com/beevik/etree"
)

// sign puts a signature of the Body into the Header. The Body's id comes from
// its content: the same message has the same bytes at each try.
func sign(header, body *etree.Element, id *Identity) error {
	plain, err := canonical(body, nil)
	if err != nil {
		return err
	}
	name := sha256.Sum256(plain)
	body.CreateAttr("xmlns:wsu", nsUtility)
	body.CreateAttr("wsu:Id", "id-"+hex.EncodeToString(name[:16]))
	signed, err := canonical(body, nil)
	if err != nil {
		return err
	}
	digest := sha256.Sum256(signed)

	security := header.CreateElement("wsse:Security")
	security.CreateAttr("xmlns:wsse", nsSecurity)
	security.CreateAttr("s:mustUnderstand", "1")
	signature := security.CreateElement("ds:Signature")
	signature.CreateAttr("xmlns:ds", nsDsig)
	info := signature.CreateElement("ds:SignedInfo")
	algorithm(info, "ds:CanonicalizationMethod", algExclusive)
	algorithm(info, "ds:SignatureMethod", algRSA)
	reference := info.CreateElement("ds:Reference")
	reference.CreateAttr("URI", "#id-"+hex.EncodeToString(name[:16]))
	algorithm(reference.CreateElement("ds:Transforms"), "ds:Transform", algExclusive)
	algorithm(reference, "ds:DigestMethod", algSHA256)
	put(reference, "ds:DigestValue", base64.StdEncoding.EncodeToString(digest[:]))

	bytes, err := canonical(info, nil)
	if err != nil {
		return err
	}
	value, err := id.sign(bytes)
	if err != nil {
		return err
	}
	put(signature, "ds:SignatureValue", base64.StdEncoding.EncodeToString(value))
	token := signature.CreateElement("ds:KeyInfo").CreateElement("wsse:SecurityTokenReference").CreateElement("wsse:KeyIdentifier")
	token.CreateAttr("EncodingType", tokenBase64)
	token.CreateAttr("ValueType", tokenX509)
	token.SetText(base64.StdEncoding.EncodeToString(id.cert.Raw))
	return nil
}

func algorithm(el *etree.Element, name, uri string) {
	el.CreateElement(name).CreateAttr("Algorithm", uri)
}
