/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
#include "transfer/rg-response-columns.h"

#include <string.h>

#include "transfer/rg-dialect.h"

/* Letters and digits alone, folded. */
static const char *const headers[RG_N_COLUMN_ROLES] = {
  [RG_COLUMN_NUMBER] = " customernumber customerno customernr customerid kundennummer kundennr "
                       "kundenummer kundenr kundnummer membernumber memberno numeroclient "
                       "numerocliente klantnummer asiakasnumero ",
  [RG_COLUMN_COUPON] = " coupon couponcode gutschein gutscheincode voucher vouchercode kupong "
                       "codepromo ",
  [RG_COLUMN_EMAIL] = " email emailaddress emailadress emailadresse emailid mail mailadresse "
                      "recipient recipientemail recipientemailaddress subscriberemail subscriber "
                      "contactemail emailrecipient epost epostadresse epostadress courriel "
                      "adresseemail correo correoelectronico sahkoposti emailofrecipient ",
  [RG_COLUMN_PHONE] = " sms phone phonenumber mobile mobilenumber mobilephone telefon "
                      "telefonnummer mobil mobilnummer mobiltelefon handy handynummer msisdn ",
  [RG_COLUMN_OPENED] = " opens open opened isopened hasopened didopen totalopens uniqueopens "
                       "numberofopens opencount openscount emailopened emailopens opendate "
                       "opendatetime openeddate openedon openedat opentime openedtime firstopen "
                       "firstopened firstopendate firstopenedat firstopentime dateopened views "
                       "viewed read isread hasread dateread readdate readcount geoffnet "
                       "offnungen offnung geoffnetam apnet apnetdato apninger oppnad ouvert "
                       "ouvertures dateouverture abierto aperturas aperto aperture geopend ",
  [RG_COLUMN_CLICKED] = " clicks click clicked isclicked hasclicked didclick totalclicks "
                        "uniqueclicks numberofclicks clickcount clickscount emailclicked "
                        "emailclicks clickdate clickdatetime clickeddate clickedon clickedat "
                        "clicktime firstclick firstclicked firstclickdate firstclickedat "
                        "dateclicked hasclick clickthroughs clickthroughcount hits linkclicks "
                        "geklickt klicks klick geklicktam klikk klikket klickat clique clics "
                        "clic cliccato geklikt ",
  [RG_COLUMN_BOUNCED] = " bounced bounce bounces isbounced hasbounced bouncetype bouncedate "
                        "bouncedat softbounce softbounced softbounces unzustellbar rebote "
                        "rimbalzato ",
  [RG_COLUMN_HARD] = " hardbounce hardbounced hardbounces ishardbounced ",
  [RG_COLUMN_UNSUBSCRIBED] = " unsubscribed unsubscribe unsubscribes isunsubscribed "
                             "hasunsubscribed unsubscribedate unsubscribedat unsubscribedon "
                             "unsubscribetime dateunsubscribed unsub optout optedout abgemeldet "
                             "abgemeldetam avmeldt desabonne ",
  [RG_COLUMN_EVENT] = " event eventtype eventname sttext activity activitytype action actiontype "
                      "status statustype type ereignis ",
  [RG_COLUMN_WHEN] = " ts time timestamp date datetime eventdate eventtime createdat created "
                     "occurredat activitydate actiondate statuschange datum zeitpunkt ",
};

static const struct {
  RgResponse kind;
  gboolean hard;
  const char *words;
} events[] = {
  { RG_RESPONSE_SENT, FALSE,
    " sent send delivered delivery request requests processed queued deferred deferral accepted "
    "loadedbyproxy uniqueproxyopen proxyopen machineopen softfail gesendet zugestellt sendt "
    "levert received receivedemail blocked error dropped " },
  { RG_RESPONSE_OPENED, FALSE,
    " open opened opens firstopening firstopen uniqueopened uniqueopen opening view viewed read "
    "opn openedemail geoffnet apnet ouvert " },
  { RG_RESPONSE_CLICKED, FALSE,
    " click clicked clicks firstclick uniqueclick clk clickedemail clickedlink geklickt klikket "
    "clique " },
  { RG_RESPONSE_BOUNCED, TRUE,
    " hardbounce hardbounced hard permanent permanentbounce invalidemail invalid " },
  { RG_RESPONSE_BOUNCED, FALSE,
    " bounce bounced softbounce softbounced soft temporary transient nco bouncedemail " },
  { RG_RESPONSE_UNSUBSCRIBED, FALSE,
    " unsubscribe unsubscribed unsub optout optedout complaint complained spam spamcomplaint "
    "spamreport abuse markedasspam abgemeldet avmeldt unsubscribedfromlist " },
};

static gboolean
is_among (const char *normal, const char *words)
{
  g_autofree char *word = g_strdup_printf (" %s ", normal);

  return *normal != '\0' && strstr (words, word) != NULL;
}

RgColumnRole
rg_response_header_read (const char *header)
{
  g_autofree char *normal = rg_dialect_normalise (header);

  for (guint i = 0; i < RG_N_COLUMN_ROLES; i++)
    if (is_among (normal, headers[i]))
      return (RgColumnRole) i;
  return RG_N_COLUMN_ROLES;
}

RgResponseEvent
rg_response_event_read (const char *text)
{
  g_autofree char *normal = rg_dialect_normalise (text);

  for (guint i = 0; i < G_N_ELEMENTS (events); i++)
    if (is_among (normal, events[i].words))
      return (RgResponseEvent) { TRUE, events[i].kind, events[i].hard };
  return (RgResponseEvent) { 0 };
}

gboolean
rg_response_is_nothing (const char *text)
{
  g_autofree char *normal = rg_dialect_normalise (text);

  /* A word of signs alone is a dash; zeros alone are no day. */
  return (*normal == '\0' && g_utf8_strlen (text, -1) <= 1)
         || is_among (normal, " na null none nil never nie aldri jamais nan ")
         || (*normal != '\0' && normal[strspn (normal, "0")] == '\0');
}
