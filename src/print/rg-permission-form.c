/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The permission form on one page. */
#include "print/rg-permission-form.h"

#include "base/rg-i18n.h"
#include "print/rg-summary-sides.h"

#define RG_FORM_SIZE 11.0
#define RG_FORM_BOX 10.0 /* points: what is ticked */
#define RG_FORM_LINE 30.0 /* room to write on a line */

static void
rg_form_part (RgFlow *flow, const char *title, const char *text)
{
  if (*text == '\0')
    return;
  rg_flow_gap (flow, 14);
  rg_flow_text (flow, RG_FORM_SIZE, TRUE, 1, title);
  rg_flow_gap (flow, 3);
  rg_flow_text (flow, RG_FORM_SIZE, FALSE, 14, text);
}

static void
rg_form_box (RgFlow *flow, gboolean ticked)
{
  cairo_t *cr = flow->cr;

  cairo_set_source_rgb (cr, 0, 0, 0);
  cairo_set_line_width (cr, 0.8);
  cairo_rectangle (cr, flow->x + 0.5, flow->y + 2.5, RG_FORM_BOX, RG_FORM_BOX);
  cairo_stroke (cr);
  if (!ticked)
    return;
  cairo_set_line_width (cr, 1.6);
  cairo_move_to (cr, flow->x + 2.5, flow->y + 7.5);
  cairo_rel_line_to (cr, 2.5, 3);
  cairo_rel_line_to (cr, 4, -7);
  cairo_stroke (cr);
}

static void
rg_form_answers (RgFlow *flow, const RgPermissionPaper *form)
{
  RgFlow text = *flow;

  text.x += RG_FORM_BOX + 10;
  text.width -= RG_FORM_BOX + 10;
  for (guint i = 0; i < form->answers->len; i++)
    {
      const RgPaperAnswer *answer = form->answers->pdata[i];
      g_autofree char *line = *answer->detail != '\0'
                                ? g_strdup_printf ("%s · %s", answer->label, answer->detail)
                                : g_strdup (answer->label);

      rg_flow_gap (flow, 7);
      text.y = flow->y;
      rg_form_box (flow, answer->ticked);
      rg_flow_text (&text, RG_FORM_SIZE, FALSE, 2, line);
      flow->y = text.y;
    }
}

/* A line to write on, with what belongs there beneath. */
static void
rg_form_line (RgFlow *flow, const char *label)
{
  rg_flow_gap (flow, RG_FORM_LINE);
  rg_flow_rule (flow);
  rg_flow_gap (flow, 2);
  rg_flow_text (flow, 9, FALSE, 1, label);
}

static void
rg_form_person (RgFlow *flow, const RgPermissionPaper *form)
{
  if (*form->name != '\0')
    {
      rg_form_part (flow, _("Name"), form->name);
      rg_form_part (flow, _("How to Reach You"), form->contacts);
    }
  else
    {
      rg_form_line (flow, _("Name"));
      rg_form_line (flow, _("Address"));
      rg_form_line (flow, _("E-mail, phone"));
    }
  if (!form->copy)
    rg_form_line (flow, _("Day and signature"));
}

static void
rg_form_foot (const RgPermissionPaper *form, const RgPaper *paper, cairo_t *cr)
{
  RgFlow foot = { cr, RG_PAPER_MARGIN, paper->height - RG_PAPER_MARGIN - 26,
                  paper->width - 2 * RG_PAPER_MARGIN };
  g_autofree char *day = rg_page_date (form->day);
  /* Translators: the version of a form, such as 2, and the day of printing. */
  g_autofree char *text = g_strdup_printf (_("Form, version %s · %s"), form->version, day);

  rg_flow_text (&foot, 9, FALSE, 2,
                _("You can say no at any time, in the shop, by phone, by e-mail or by letter. It "
                  "changes nothing about what you buy."));
  rg_flow_text (&foot, 9, FALSE, 1, text);
}

void
rg_permission_form_draw (const RgPermissionPaper *form, const RgPaper *paper, cairo_t *cr)
{
  RgFlow flow = { cr, RG_PAPER_MARGIN, RG_PAPER_MARGIN, paper->width - 2 * RG_PAPER_MARGIN };

  /* The address begins with the name where the shop has one. */
  rg_flow_text (&flow, RG_FORM_SIZE, FALSE, 6,
                *form->address != '\0' ? form->address : form->shop);
  rg_flow_gap (&flow, 18);
  rg_flow_text (&flow, 18, TRUE, 2,
                form->copy ? _("Your Copy of What You Agreed To") : _("May We Keep in Touch?"));
  rg_flow_gap (&flow, 8);
  rg_flow_text (&flow, RG_FORM_SIZE, FALSE, 16, form->text);
  rg_form_part (&flow, _("What You Get for It"), form->benefits);
  rg_flow_gap (&flow, 8);
  rg_form_answers (&flow, form);
  rg_form_person (&flow, form);
  rg_form_foot (form, paper, cr);
}

typedef struct {
  const RgPermissionPaper *form;
  const RgPaper *paper;
} RgFormPage;

static void
rg_form_draw_page (cairo_t *cr, guint page, gpointer data)
{
  const RgFormPage *one = data;

  rg_permission_form_draw (one->form, one->paper, cr);
}

gboolean
rg_permission_form_write_pdf (const RgPermissionPaper *form, const char *path, GError **error)
{
  RgFormPage page = { form, rg_paper_default () };

  return rg_pdf_write (path, page.paper, 1, rg_form_draw_page, &page, _("Permission"), form->day,
                       NULL, error);
}
