/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What a fixed list becomes on paper. */
#pragma once

#include "base/rg-kinds.h"

G_BEGIN_DECLS

typedef enum {
  RG_OUTPUT_LETTERS,
  RG_OUTPUT_LABELS,
  RG_OUTPUT_COUPONS,
  RG_OUTPUT_CALL_LIST,
  RG_OUTPUT_ADDRESS_LIST,
  RG_N_OUTPUT_FORMS
} RgOutputForm;

/* "letters", "labels", "coupons", "call-list", "address-list": for settings and regularsctl. */
const char *rg_output_form_get_id (RgOutputForm form);
gboolean rg_output_form_from_id (const char *id, RgOutputForm *form);
/* "Letters", "Labels" … in the user's language. */
const char *rg_output_form_get_label (RgOutputForm form);
/* Whether people who allowed the channel can be reached so: whoever allowed e-mail gets no letter.
 * Coupons are handed over, whatever the channel. */
gboolean rg_output_form_fits (RgOutputForm form, RgChannel channel);
/* What a channel is printed as in the first place; for e-mail, which is not: as letters. */
RgOutputForm rg_output_form_usual (RgChannel channel);
/* "212 Labels Printed", "212 Labels Saved as PDF", for History. Owned by the caller. */
char *rg_output_form_dup_done (RgOutputForm form, gboolean printed, gint64 pieces);

G_END_DECLS
