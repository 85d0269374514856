/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Why two customers may be one person, in plain words. */
#include "rules/rg-duplicate-words.h"

#include "base/rg-i18n.h"

#include <math.h>
#include <stdlib.h>

/* By fact and agreement; what cannot be is left out. */
static const char *const reasons[RG_N_FACTS][RG_AGREE_DIFFERENT + 1] = {
  [RG_FACT_NAME] = {
    [RG_AGREE_SAME] = N_("Same name"),
    [RG_AGREE_SPELLED] = N_("Same name in another script"),
    [RG_AGREE_NICKNAME] = N_("Name and short form"),
    [RG_AGREE_ALMOST] = N_("Names almost the same"),
    [RG_AGREE_INITIAL] = N_("Same name, one with an initial"),
    [RG_AGREE_PARTLY] = N_("One name the same, one different"),
    [RG_AGREE_DIFFERENT] = N_("Different names"),
  },
  [RG_FACT_BIRTHDAY] = {
    [RG_AGREE_SAME] = N_("Same birthday"),
    [RG_AGREE_ALMOST] = N_("Birthdays almost the same"),
    [RG_AGREE_PARTLY] = N_("Birthdays partly the same"),
    [RG_AGREE_DIFFERENT] = N_("Different birthdays"),
  },
  [RG_FACT_EMAIL] = {
    [RG_AGREE_SAME] = N_("Same e-mail"),
    [RG_AGREE_ALMOST] = N_("E-mails almost the same"),
    [RG_AGREE_PARTLY] = N_("E-mails that begin the same"),
    [RG_AGREE_DIFFERENT] = N_("Different e-mails"),
  },
  [RG_FACT_PHONE] = {
    [RG_AGREE_SAME] = N_("Same phone"),
    [RG_AGREE_ALMOST] = N_("Phones that differ in one digit"),
    [RG_AGREE_DIFFERENT] = N_("Different phones"),
  },
  [RG_FACT_STREET] = {
    [RG_AGREE_SAME] = N_("Same street and number"),
    [RG_AGREE_ALMOST] = N_("Streets almost the same"),
    [RG_AGREE_PARTLY] = N_("Same street, different number"),
    [RG_AGREE_DIFFERENT] = N_("Different streets"),
  },
  [RG_FACT_PLACE] = {
    [RG_AGREE_SAME] = N_("Same postcode"),
    [RG_AGREE_ALMOST] = N_("Postcodes or towns almost the same"),
    [RG_AGREE_PARTLY] = N_("Same town"),
    [RG_AGREE_DIFFERENT] = N_("Different towns"),
  },
  [RG_FACT_CARD] = {
    [RG_AGREE_SAME] = N_("Same card"),
    [RG_AGREE_DIFFERENT] = N_("Different cards"),
  },
  [RG_FACT_GENDER] = {
    [RG_AGREE_SAME] = N_("Same gender"),
    [RG_AGREE_DIFFERENT] = N_("Different genders"),
  },
  [RG_FACT_HOME] = {
    [RG_AGREE_SAME] = N_("Two people of one household"),
    [RG_AGREE_DIFFERENT] = N_("Different households"),
  },
  [RG_FACT_PURCHASES] = {
    [RG_AGREE_SAME] = N_("One stopped buying before the other began"),
    [RG_AGREE_PARTLY] = N_("Both buy at the same place"),
    [RG_AGREE_DIFFERENT] = N_("Both buy at the same time"),
  },
};

const char *
rg_duplicate_reason (RgFact fact, const RgFactScore *score)
{
  const char *reason = reasons[fact][score->agreement];

  return reason != NULL ? _(reason) : NULL;
}

const char *
rg_duplicate_weight (double weight)
{
  if (weight >= 5)
    return _("Speaks strongly for one person");
  if (weight >= 0.5)
    return _("Speaks for one person");
  if (weight <= -3)
    return _("Speaks strongly against it");
  if (weight <= -0.5)
    return _("Speaks against it");
  return _("Says little");
}

const char *
rg_duplicate_verdict (double same, double home)
{
  if (same >= RG_SAME_SURELY)
    return _("Very likely the same person");
  if (same >= RG_SAME_LIKELY)
    return _("Likely the same person");
  if (home >= 0.5)
    return _("Perhaps people of one home");
  return _("Perhaps the same person");
}

const char *
rg_fact_id (RgFact fact)
{
  static const char *const ids[RG_N_FACTS] = {
    "name", "birthday", "email", "phone", "street", "place", "card", "gender", "household",
    "purchases",
  };

  return ids[fact];
}

const char *
rg_agreement_id (RgAgreement agreement)
{
  static const char *const ids[] = { "unknown", "same",    "other-script", "nickname",
                                     "almost",  "initial", "partly",       "different" };

  return ids[agreement];
}

typedef struct
{
  const char *reason;
  double weight;
} RgReason;

static int
rg_reason_compare (gconstpointer a, gconstpointer b)
{
  double x = fabs (((const RgReason *) a)->weight), y = fabs (((const RgReason *) b)->weight);

  return (x < y) - (x > y);
}

char *
rg_duplicate_dup_reasons (const RgFactScore facts[RG_N_FACTS])
{
  GString *line = g_string_new (NULL);
  RgReason found[RG_N_FACTS];
  guint n = 0;

  for (guint f = 0; f < RG_N_FACTS; f++)
    {
      const char *reason = rg_duplicate_reason (f, &facts[f]);

      if (reason != NULL)
        found[n++] = (RgReason) { reason, facts[f].weight };
    }
  qsort (found, n, sizeof *found, rg_reason_compare);
  for (guint i = 0; i < n; i++)
    g_string_append_printf (line, "%s%s", i > 0 ? " · " : "", found[i].reason);
  return g_string_free_and_steal (line);
}
