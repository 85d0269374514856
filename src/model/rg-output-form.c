/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Letters, labels, coupons and lists. */
#include "model/rg-output-form.h"

#include "base/rg-i18n.h"

static const char *const form_ids[RG_N_OUTPUT_FORMS] = {
  [RG_OUTPUT_LETTERS] = "letters",
  [RG_OUTPUT_LABELS] = "labels",
  [RG_OUTPUT_COUPONS] = "coupons",
  [RG_OUTPUT_CALL_LIST] = "call-list",
  [RG_OUTPUT_ADDRESS_LIST] = "address-list",
};

const char *
rg_output_form_get_id (RgOutputForm form)
{
  return form_ids[form];
}

gboolean
rg_output_form_from_id (const char *id, RgOutputForm *form)
{
  for (guint i = 0; i < RG_N_OUTPUT_FORMS; i++)
    if (g_str_equal (id, form_ids[i]))
      {
        *form = (RgOutputForm) i;
        return TRUE;
      }
  return FALSE;
}

const char *
rg_output_form_get_label (RgOutputForm form)
{
  switch (form)
    {
    case RG_OUTPUT_LABELS:
      return _("Labels");
    case RG_OUTPUT_COUPONS:
      return _("Coupons");
    case RG_OUTPUT_CALL_LIST:
      return _("Phone List");
    case RG_OUTPUT_ADDRESS_LIST:
      return _("Address List");
    case RG_OUTPUT_LETTERS:
    default:
      return _("Letters");
    }
}

gboolean
rg_output_form_fits (RgOutputForm form, RgChannel channel)
{
  if (form == RG_OUTPUT_COUPONS)
    return TRUE;
  if (form == RG_OUTPUT_CALL_LIST)
    return channel == RG_CHANNEL_PHONE || channel == RG_CHANNEL_SMS;
  return channel == RG_CHANNEL_POST;
}

RgOutputForm
rg_output_form_usual (RgChannel channel)
{
  return rg_output_form_fits (RG_OUTPUT_CALL_LIST, channel) ? RG_OUTPUT_CALL_LIST
                                                            : RG_OUTPUT_LETTERS;
}

static char *
rg_output_form_dup_printed (RgOutputForm form, gint64 pieces)
{
  switch (form)
    {
    case RG_OUTPUT_LABELS:
      /* Translators: in the list of what was done. */
      return g_strdup_printf (P_ ("%ld Label Printed", "%ld Labels Printed", pieces),
                              (long) pieces);
    case RG_OUTPUT_COUPONS:
      return g_strdup_printf (P_ ("%ld Coupon Printed", "%ld Coupons Printed", pieces),
                              (long) pieces);
    case RG_OUTPUT_CALL_LIST:
    case RG_OUTPUT_ADDRESS_LIST:
      return g_strdup_printf (P_ ("List of %ld Person Printed", "List of %ld People Printed",
                                  pieces),
                              (long) pieces);
    case RG_OUTPUT_LETTERS:
    default:
      return g_strdup_printf (P_ ("%ld Letter Printed", "%ld Letters Printed", pieces),
                              (long) pieces);
    }
}

static char *
rg_output_form_dup_saved (RgOutputForm form, gint64 pieces)
{
  switch (form)
    {
    case RG_OUTPUT_LABELS:
      return g_strdup_printf (P_ ("%ld Label Saved as PDF", "%ld Labels Saved as PDF", pieces),
                              (long) pieces);
    case RG_OUTPUT_COUPONS:
      return g_strdup_printf (P_ ("%ld Coupon Saved as PDF", "%ld Coupons Saved as PDF", pieces),
                              (long) pieces);
    case RG_OUTPUT_CALL_LIST:
    case RG_OUTPUT_ADDRESS_LIST:
      return g_strdup_printf (P_ ("List of %ld Person Saved as PDF",
                                  "List of %ld People Saved as PDF", pieces),
                              (long) pieces);
    case RG_OUTPUT_LETTERS:
    default:
      return g_strdup_printf (P_ ("%ld Letter Saved as PDF", "%ld Letters Saved as PDF", pieces),
                              (long) pieces);
    }
}

char *
rg_output_form_dup_done (RgOutputForm form, gboolean printed, gint64 pieces)
{
  return printed ? rg_output_form_dup_printed (form, pieces)
                 : rg_output_form_dup_saved (form, pieces);
}
